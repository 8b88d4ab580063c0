import { describe, expect, it } from 'vitest';
import { ownPath } from './own-path.ts';

describe('a path to send a browser to', () => {
  it.each(['/admin', '/admin/usage?by=day&days=7', '/admin/conversations/0197-a?x=%2F%2F'])(
    'is %s',
    (path) => {
      expect(ownPath(path)).toBe(path);
    },
  );

  it.each([
    'https://evil.test/admin',
    '//evil.test/admin',
    '/\\evil.test/admin',
    '\\\\evil.test',
    '/\t/evil.test',
    '/admin/../../evil',
    '/admin@evil.test',
    '/administrator',
    'javascript:alert(1)',
    '/admin/sign-in?returnTo=/admin',
    '/admin/sign-out',
    '/admin/link?token=x',
    `/admin?${'x'.repeat(3000)}`,
    '',
    undefined,
    ['/admin/usage'],
  ])('is the overview in place of %s', (given) => {
    expect(ownPath(given)).toBe('/admin');
  });

  it('cannot break the header that it stands in', () => {
    expect(ownPath('/admin/usage\r\nSet-Cookie: a=b')).not.toMatch(/[\r\n]/);
  });
});
