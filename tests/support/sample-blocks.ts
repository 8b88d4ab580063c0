/** Parts of Block Kit to build right and wrong blocks from: each is valid, and takes what is to differ. */
export const chars = (count: number) => 'x'.repeat(count);
export const plain = (length: number) => ({ type: 'plain_text', text: chars(length) });
export const mrkdwn = (length: number) => ({ type: 'mrkdwn', text: chars(length) });
export const many = <Item>(count: number, make: (index: number) => Item) =>
  Array.from({ length: count }, (_, index) => make(index));
export const button = (fields: object = {}) => ({ type: 'button', text: plain(2), ...fields });
export const actions = (...elements: object[]) => ({ type: 'actions', elements });
export const section = (fields: object) => ({ type: 'section', ...fields });
export const option = (fields: object = {}) => ({ text: plain(2), value: 'v', ...fields });
export const select = (fields: object) => actions({ type: 'static_select', ...fields });
export const confirm = (fields: object) => ({
  title: plain(2),
  text: mrkdwn(2),
  confirm: plain(2),
  deny: plain(2),
  ...fields,
});
export const input = (fields: object) => ({
  type: 'input',
  label: plain(2),
  element: { type: 'plain_text_input' },
  ...fields,
});
export const image = (fields: object) => ({
  type: 'image',
  image_url: 'https://x.example/i.png',
  alt_text: '',
  ...fields,
});
export const modal = (fields: object = {}) => ({
  type: 'modal',
  title: plain(2),
  submit: plain(2),
  blocks: [{ type: 'divider' }],
  ...fields,
});
