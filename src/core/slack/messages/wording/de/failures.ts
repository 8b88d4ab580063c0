import type { Wording } from '../en/index.ts';

const TRY_LATER = 'Versuche es in ein paar Minuten noch einmal.';
const TELL_ADMIN = 'Bitte sag den Leuten Bescheid, die Recall hier betreiben';
const TELL_ADMIN_IF_AGAIN = `Wenn es wieder passiert: ${TELL_ADMIN.replace('Bitte', 'bitte')}.`;

const says: Wording['failures']['says'] = {
  message_gone:
    'Diese Nachricht gibt es nicht mehr, also ist nichts mehr zu lesen. Wähle eine andere oder tippe `/recall` für den Channel.',
  not_in_channel:
    'Diesen Channel kann ich nicht lesen, weil ich kein Mitglied bin. Tippe dort `/invite @Recall` und frag mich dann noch einmal.',
  channel_archived: 'Dieser Channel ist archiviert. Frag wieder, sobald ihn jemand wiederhergestellt hat.',
  channel_off:
    'Recall ist in diesem Channel ausgeschaltet. Wer den Channel verwaltet, oder ein Admin, kann es mit `/recall settings` einschalten.',
  nothing_to_recap:
    'Hier gibt es nichts zusammenzufassen: Niemand hat etwas geschrieben (Bots und Hinweise zählen nicht). Nimm einen längeren Zeitraum oder einen anderen Thread.',
  thread_too_short:
    'Das ist eine einzelne Nachricht ohne Antworten (Bots und Hinweise zählen nicht), also gibt es noch nichts zusammenzufassen. Frag wieder, wenn jemand geantwortet hat.',
  not_in_thread:
    'Erwähne mich in einem Thread, um eine Zusammenfassung davon zu bekommen, oder tippe `/recall` für eine von diesem Channel.',
  group_message:
    'Ich lese keine Gruppennachrichten; dafür habe ich keine Berechtigung. Frag mich in einem Channel oder füge den Text mit `/recall note` ein.',
  not_permitted:
    'Slack lässt mich hier nicht posten. Bitte die Leute darum, die diesen Channel verwalten, oder nimm *Recall just for me*: Das kommt als Direktnachricht.',
  restricted:
    'Gäste und Leute aus anderen Organisationen bekommen nur Zusammenfassungen der Threads, an denen sie beteiligt sind. Wähle einen davon.',
  not_yours: 'Das kann nur, wer danach gefragt hat, oder ein Admin. Frag dort nach.',
  left_channel:
    'Du bist nicht mehr in dieser Unterhaltung, deshalb lese ich sie nicht für dich. Frag noch einmal, sobald dich jemand hinzugefügt hat.',
  turned_private:
    'Dieser Channel ist jetzt privat, also geht nichts daraus in einen anderen Channel. Lass seinen Überblick dort posten oder nur zu dir.',
  no_longer_there:
    'Das gibt es nicht mehr: Es wurde gelöscht, oder seine Zeit ist abgelaufen. Frag nach einer neuen Zusammenfassung, wenn du noch eine brauchst.',
  slack_rate_limited: `Slack ließ mich nur langsam lesen, und die Zeit ist mir ausgegangen. ${TRY_LATER}`,
  slack_unavailable: `Slack hat mir nicht rechtzeitig geantwortet. ${TRY_LATER}`,
  slack_token_rejected: `Slack lässt mich nicht mehr hinein. ${TELL_ADMIN}: Die App muss neu installiert werden.`,
  slack_missing_scope: `Mir fehlt dafür eine Berechtigung. ${TELL_ADMIN}: Die App muss mit ihrem aktuellen Manifest neu installiert werden.`,
  slack_refused: `Slack hat abgelehnt, was ich tun wollte. Versuche es noch einmal. ${TELL_ADMIN_IF_AGAIN}`,
  slack_refused_blocks: `Slack wollte die Zusammenfassung nicht anzeigen. Versuche es noch einmal. ${TELL_ADMIN_IF_AGAIN}`,
  queue_unavailable:
    'Meine Warteschlange ist gerade nicht erreichbar. Deine Anfrage ist vorgemerkt; die Zusammenfassung kommt, sobald sie wieder da ist, und du brauchst nicht noch einmal zu fragen.',
  database_unavailable:
    'Das kann ich gerade nicht tun, weil meine Datenbank nicht erreichbar ist. Bitte versuche es in ein paar Minuten noch einmal.',
  database_newer: `Ich werde gerade aktualisiert. ${TRY_LATER}`,
  key_missing: `Ich kann nicht öffnen, womit Slack mich hineinlässt, weil der Schlüssel dazu fehlt. ${TELL_ADMIN}: Der Schlüssel muss wieder her.`,
  budget_spent:
    'Das Budget für Zusammenfassungen ist für diesen Monat verbraucht. Am Ersten des nächsten Monats beginnt ein neues; wer Recall hier betreibt, kann es erhöhen.',
  engine_unavailable: `Das Sprachmodell hat nicht geantwortet. ${TRY_LATER}`,
  engine_throttled: `Das Sprachmodell ist gerade überlastet. ${TRY_LATER}`,
  engine_denied: `Ich darf das Sprachmodell nicht benutzen. ${TELL_ADMIN}: Zugang und Anmeldedaten sind zu prüfen.`,
  engine_misconfigured: `Das Sprachmodell nimmt seine Einstellungen nicht an. ${TELL_ADMIN}: Die Einstellungen sind zu prüfen.`,
  engine_refused:
    'Das Sprachmodell wollte das wegen seiner Inhaltsregeln nicht zusammenfassen. Noch einmal zu fragen hilft nicht; nimm einen kürzeren Zeitraum oder einen anderen Thread.',
  engine_too_long:
    'Das ist länger, als das Sprachmodell verarbeiten kann. Frag nach einem kürzeren Teil, zum Beispiel mit `/recall last 200`.',
  engine_bad_answer:
    'Die Zusammenfassung war unbrauchbar, deshalb habe ich sie nicht gepostet. Ein neuer Versuch kann besser ausgehen.',
  timed_out:
    'Das hat länger gedauert als erlaubt, deshalb habe ich aufgehört. Versuche es noch einmal oder frag nach einem kürzeren Teil, zum Beispiel mit `/recall last 200`.',
  cancelled: 'Die Zusammenfassung wurde abgebrochen. Du kannst jederzeit wieder danach fragen.',
  superseded:
    'Ein anderer Versuch derselben Zusammenfassung hat übernommen. Warte auf ihn; du brauchst nichts zu tun.',
  worker_died: `Die Zusammenfassung wurde mehrmals unterbrochen und nicht fertig. Versuche es später. ${TELL_ADMIN_IF_AGAIN}`,
  bad_input: 'Damit konnte ich nichts anfangen. Tippe `/recall help`, um zu sehen, was ich verstehe.',
  internal: `Bei mir ist etwas schiefgegangen, und mein Protokoll sagt, was. Versuche es noch einmal. ${TELL_ADMIN_IF_AGAIN}`,
};

export const failures: Wording['failures'] = {
  says,
  notInDirectMessage:
    'Direktnachrichten zwischen anderen kann ich nicht lesen, und dort hinzufügen kann man mich auch nicht. Frag mich in einem Channel oder füge den Text mit `/recall note` ein.',
  tryAgain: 'Noch einmal',
  howToAddMe: 'So fügst du mich hinzu',
  invitation: (_, { place }) =>
    [
      `*So fügst du mich zu ${place} hinzu*`,
      '• Tippe dort `/invite @Recall` und sende es ab.',
      '• Auf dem Handy: Tippe auf den Namen des Channels, dann auf *Integrationen → Apps hinzufügen*, und wähle Recall.',
      'Frag mich dann noch einmal. Ich lese einen Channel nur, solange ich Mitglied bin; du kannst mich jederzeit entfernen.',
    ].join('\n'),
};
