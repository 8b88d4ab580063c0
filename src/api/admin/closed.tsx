import { type RequestHandler, Router } from 'express';
import type { Logger } from '../../core/runtime/logger.ts';
import { Refusal } from '../requests/refusal.ts';
import type { Assets } from './assets.ts';
import { jsonErrors } from './errors.tsx';
import { pageHeaders } from './headers.ts';
import { sendPage } from './html.ts';
import { DoorPage } from './layout.tsx';

/** In place of the admin view where there is no secret to sign cookies with: says what to set. */
export function closedAdmin({ assets, logger }: { assets: Assets; logger: Logger }): RequestHandler {
  const look = {
    theme: 'auto',
    styleSheet: assets.pathOf('admin.css'),
    script: assets.pathOf('admin.js'),
  } as const;
  const page = (
    <DoorPage title="The admin view is off" look={look}>
      <p>
        It needs a secret to sign sessions with. Set <code>SLACK_SIGNING_SECRET</code> for this process as for
        the bot, or <code>ENCRYPTION_KEY</code>, and start it again.
      </p>
    </DoorPage>
  );
  const router = Router();
  router.use('/api/admin', () => {
    throw new Refusal(503, 'admin_off', 'The admin view is off: set SLACK_SIGNING_SECRET or ENCRYPTION_KEY.');
  });
  router.use('/api/admin', jsonErrors(logger));
  router.use('/admin', pageHeaders());
  router.use(assets.routes);
  router.use('/admin', (_request, response) => sendPage(response, 503, page));
  return router;
}
