import { thread } from '../../script.ts';
import { felix, jonas, lena, maggie, mara } from '../../voices.ts';

/** The thread in German: the Hamburg office moves. */
export const umzug = thread('1d 9h', [
  lena(
    'Hallo ihr Hamburger! Der Vermieter hat zugesagt: Wir können in die Räume in der Großen Elbstraße, 3. Stock, mit Blick auf die Fähren. :ship: Es sind 40 m² mehr und 300 € im Monat weniger. Ich bräuchte bis {wochentag+2} von euch ein Ja oder Nein.',
  )
    .with('grundriss-elbstrasse.pdf')
    .reacted('heart_eyes', 'felix', 'jonas'),
  jonas('Weniger Miete für mehr Platz direkt am Wasser? Wo ist der Haken?'),
  lena('Es gibt keinen Aufzug, und im Winter riecht es freitags nach Fischmarkt.').reacted(
    'fish',
    'jonas',
    'felix',
  ),
  felix('Ich bin dafür! Von der Uni sind es mit der Fähre nur zwölf Minuten.'),
  jonas(
    'Ohne Aufzug finde ich schwierig. Kofi und Nora haben letztes Mal Besuch im Rollstuhl mitgebracht, und wir bauen gerade Rollstuhlplätze ein. Das passt nicht zusammen.',
  )
    .after('22m')
    .reacted('100', 'lena', 'felix'),
  lena(
    'Guter Punkt, daran habe ich nicht gedacht. Ich frage den Vermieter, ob der Lastenaufzug im Hof benutzt werden darf.',
  ),
  lena('Er darf! Er hält im 3. Stock, hat eine breite Tür und ist geprüft. Er klingelt nur sehr laut.')
    .after('1h 50m')
    .reacted('bell', 'felix'),
  jonas(
    'Dann bin ich auch dafür. Wie ist das Internet? Im alten Haus haben wir zwei Jahre auf Glasfaser gewartet.',
  ),
  lena(
    'Glasfaser liegt im Keller. Ich habe einen Anschluss zum Ersten reserviert, kostet nichts, falls wir doch nicht umziehen.',
  ),
  mara('Ich lese mit, mein Deutsch reicht dafür: Budget ist da, von mir ein Ja.')
    .after('35m')
    .reacted('wave', 'lena', 'jonas'),
  lena(
    'Dann ist es beschlossen: Wir ziehen um, am {datum+25}. Ich kündige die alten Räume bis {wochentag+3} und bestelle den Umzugswagen.',
  ).reacted('tada', 'jonas', 'felix', 'mara'),
  jonas(
    'Ich kümmere mich um Netzwerk und Drucker. Und wer nimmt den Anker aus dem Flur mit? Der wiegt bestimmt 80 Kilo.',
  ),
  felix('Ich frage meine Rudermannschaft :rowboat:'),
  maggie('I understood "Anker" and "80 Kilo" and I am already sorry for somebody.')
    .after('9m')
    .reacted('joy', 'lena', 'felix'),
]);
