/** What somebody wrote down in a meeting. */
export const OFFICE_MEETING = {
  title: 'Office move, weekly',
  text: [
    'Lena: The lease of the quay office ends in March. Do we stay, or do we take the old customs house?',
    'Nora: The customs house has no lift. We cannot ask Maggie to carry her easel up four floors.',
    'Ines: The quay office is loud, but everyone can walk there.',
    'Mara: Agreed, we stay at the quay for another year.',
    "Lena: Good. I'll sign the lease by Friday.",
    'I will ask the harbour office for quieter hours of crane work.',
    'Ines: Who tells the landlord about the broken window?',
  ].join('\n'),
};
