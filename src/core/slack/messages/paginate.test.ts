import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Group, paginate } from './paginate.ts';
import { section, sizeOf } from './rich-text.ts';

const continued = (heading: string) => `${heading} (continued)`;
const spread = (groups: Group[], rooms: { firstRoom: number; room: number }) =>
  paginate(groups, { ...rooms, continued });
const item = (text: string) => section([{ type: 'text', text }]);
const group = (heading: string, ...texts: string[]): Group => ({ heading, items: texts.map(item) });
const textOf = ({ elements }: Group['items'][number]) =>
  elements.map((element) => (element.type === 'text' ? element.text : '')).join('');
const outline = (pages: Group[][]) =>
  pages.map((page) => page.map(({ heading, items }) => `${heading}: ${items.map(textOf).join(', ')}`));

describe('the pages', () => {
  it('are one where everything fits', () => {
    const groups = [group('A', 'one', 'two'), group('B', 'three')];
    expect(outline(spread(groups, { firstRoom: 100, room: 100 }))).toEqual([['A: one, two', 'B: three']]);
  });

  it('break between items, and say the heading again where its list goes on', () => {
    const groups = [group('A', '1234', '5678'), group('B', '9012')];
    expect(outline(spread(groups, { firstRoom: 5, room: 20 }))).toEqual([
      ['A: 1234'],
      ['A (continued): 5678'],
      ['B: 9012'],
    ]);
  });

  it('break between groups without going on with the one before', () => {
    const groups = [group('A', '1234'), group('B', '5678')];
    expect(outline(spread(groups, { firstRoom: 5, room: 5 }))).toEqual([['A: 1234'], ['B: 5678']]);
  });

  it('give an item that is too large a page to itself', () => {
    const groups = [group('A', '1', '2'.repeat(30), '3')];
    expect(outline(spread(groups, { firstRoom: 10, room: 20 }))).toEqual([
      ['A: 1'],
      [`A (continued): ${'2'.repeat(30)}`],
      ['A (continued): 3'],
    ]);
  });

  it('are one empty one where there is nothing', () => {
    expect(spread([], { firstRoom: 10, room: 10 })).toEqual([[]]);
  });

  it('hold every item once and in order, within their room unless one item alone is larger', () => {
    const groups = fc.array(
      fc.record({
        heading: fc.constantFrom('A', 'Bb', 'Ccc'),
        items: fc.array(fc.string({ maxLength: 40 }).map(item), { minLength: 1 }),
      }),
    );
    const rooms = fc.record({
      firstRoom: fc.integer({ min: -5, max: 50 }),
      room: fc.integer({ min: 0, max: 50 }),
    });
    fc.assert(
      fc.property(groups, rooms, (given, { firstRoom, room }) => {
        const pages = spread(given, { firstRoom, room });
        expect(pages.flat().flatMap(({ items }) => items)).toEqual(given.flatMap(({ items }) => items));
        for (const [index, page] of pages.entries()) {
          const items = page.flatMap((list) => list.items);
          const size = items.reduce((sum, one) => sum + sizeOf(one), 0);
          if (items.length > 1) expect(size).toBeLessThanOrEqual(index === 0 ? firstRoom : room);
        }
      }),
    );
  });
});
