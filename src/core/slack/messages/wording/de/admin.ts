import type { Wording } from '../en/index.ts';

export const admin: Wording['admin'] = {
  link: (_, { link }) =>
    `${link('Adminbereich öffnen')}. Der Link ist nur für dich, gilt ein einziges Mal und fünf Minuten lang. Einen neuen bekommst du mit \`/recall admin\`.`,
  notAdmin:
    'Der Adminbereich ist für Admins und Inhaber dieses Workspace. Frag jemanden von ihnen, oder bitte einen Inhaber, dich zum Admin zu machen. Was ich in einem Channel darf, steht unter `/recall settings`.',

  notInstalled:
    'Recall ist in diesem Workspace nicht installiert. Bitte die Leute, die Recall bei euch betreiben, es zu installieren.',
  notInstalledYet: (_, { installUrl }) =>
    `Recall ist in diesem Workspace nicht oder nicht mehr installiert. Wer Apps installieren darf, kann es hier tun: ${installUrl}`,
  away: 'Recall ist gerade nicht erreichbar, es wurde nichts getan. Versuch es in einer Minute noch einmal.',
};
