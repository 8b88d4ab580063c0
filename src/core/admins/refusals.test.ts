import { describe, expect, it } from 'vitest';
import type { AuditEvent } from '../domain/admin/audit.ts';
import { RecallError } from '../domain/errors.ts';
import { createLogger } from '../runtime/logger.ts';
import { createRefusals } from './refusals.ts';

const logger = createLogger({ level: 'silent', format: 'json' });

function refusalsAt(clock: { at: number }) {
  const written: AuditEvent[] = [];
  const audit = { record: async (event: AuditEvent) => void written.push(event) };
  return { written, refusals: createRefusals({ audit, logger, now: () => new Date(clock.at) }) };
}

describe('refusals', () => {
  it('fill no audit log: those of a kind that are too many are counted on the next line', async () => {
    const clock = { at: 0 };
    const { written, refusals } = refusalsAt(clock);
    for (let n = 0; n < 100; n += 1) await refusals.record({ action: 'access_refused', why: 'csrf_wrong' });
    expect(written).toHaveLength(30);
    await refusals.record({ action: 'token_refused', why: 'token_unknown' });
    expect(written).toHaveLength(31);
    clock.at += 10 * 60_000;
    await refusals.record({ action: 'access_refused', why: 'csrf_wrong' });
    expect(written.at(-1)).toMatchObject({
      actor: 'unknown',
      details: { why: 'csrf_wrong', unrecorded: 70 },
    });
  });

  it('of one organization leave room for those of another', async () => {
    const { written, refusals } = refusalsAt({ at: 0 });
    for (let n = 0; n < 50; n += 1)
      await refusals.record({ action: 'access_refused', why: 'cookie_tampered' });
    await refusals.record({ action: 'access_refused', why: 'csrf_wrong', organizationId: 'T0ACME' });
    expect(written.at(-1)).toMatchObject({ organizationId: 'T0ACME', details: { why: 'csrf_wrong' } });
  });

  it('stand where they cannot be written down', async () => {
    const audit = { record: () => Promise.reject(new RecallError('database_unavailable', 'away')) };
    const refusals = createRefusals({ audit, logger, now: () => new Date() });
    await expect(refusals.record({ action: 'sign_in_refused', why: 'no_admin' })).resolves.toBeUndefined();
  });
});
