import fc from 'fast-check';
import { expect, it } from 'vitest';
import { beginsOffTheRecord } from './off-the-record.ts';

it.each([
  'off the record',
  'Off the record: the budget is gone',
  'OFF THE RECORD, please',
  '*off the record* we are hiring',
  '_*Off the record*_ …',
  '~off the record~',
  '"off the record", he said',
  '“Off the record” …',
  '(off the record) no',
  '> off the record: quoted',
  '&gt; off the record: quoted',
  '&gt;&gt; *off the record*',
  ':shushing_face: off the record',
  ':+1::skin-tone-2: off the record',
  '🤫 off the record',
  '  \n off the record',
  'off\nthe  record',
  'off-the-record: x',
  'off\u00a0the\u00a0record',
  'off\u2011the\u2011record',
  '<@U0BO> off the record, no',
  '<!here> off the record',
  '`off the record`',
  '****off the record',
])('leaves out %j', (text) => {
  expect(beginsOffTheRecord(text)).toBe(true);
});

it.each([
  '',
  'This is off the record',
  'off the records',
  'off the recording',
  'offthe record',
  'Take it off the record player',
  'no: off the record',
  '10:30:off the record',
  'on the record',
])('reads %j', (text) => {
  expect(beginsOffTheRecord(text)).toBe(false);
});

it('is decided at once, whatever comes before', () => {
  const before = fc.array(fc.constantFrom(':', '::', ':+', ':_:', '<@', '<', '>', '&gt;', '*', ' '), {
    maxLength: 400,
  });
  fc.assert(
    fc.property(before, (parts) => {
      const text = parts.join('');
      expect(beginsOffTheRecord(`${text}on the record`)).toBe(false);
    }),
  );
});
