import type { VNode } from 'preact';
import { DoorPage, type Look } from '../layout.tsx';

/** Why somebody stands at the door again; nothing of who they are. */
export type DoorMessage = 'refused' | 'unavailable' | 'link_used' | 'foreign';

const MESSAGES: Readonly<Record<DoorMessage, string>> = {
  refused:
    'You cannot come in with this. The admin view is for admins and owners of a workspace that Recall is installed in. If you are one, try again.',
  unavailable: 'Slack cannot be asked just now. Try again in a minute.',
  link_used:
    'This link has been used, or is older than five minutes. Type /recall admin in Slack for another one.',
  foreign: 'This did not come from a page here. Open the link from Slack again.',
};

export interface SignInPageProps {
  look: Look;
  /** Null where Sign in with Slack is not set up. */
  slackHref: string | null;
  message: DoorMessage | null;
}

export function SignInPage({ look, slackHref, message }: SignInPageProps): VNode {
  return (
    <DoorPage title="Sign in to Recall" look={look}>
      {message && (
        <p class="notice notice-refused" role="status">
          {MESSAGES[message]}
        </p>
      )}
      <p>The admin view is for admins and owners of the Slack workspace.</p>
      {slackHref && (
        <p>
          <a class="button button-main" href={slackHref}>
            Sign in with Slack
          </a>
        </p>
      )}
      <p>
        {slackHref ? 'Or type' : 'Type'} <code>/recall admin</code> in Slack: Recall answers with a link that
        signs you in, once.
      </p>
    </DoorPage>
  );
}

/** Slack looks at links to show what is behind them: only a press of the button uses the link up. */
export function LinkPage({ look, token }: { look: Look; token: string }): VNode {
  return (
    <DoorPage title="Sign in to Recall" look={look}>
      <p>This link signs you in to the admin view of Recall, once.</p>
      <form method="post" action="/admin/link">
        <input type="hidden" name="token" value={token} />
        <button type="submit" class="button button-main">
          Sign in
        </button>
      </form>
    </DoorPage>
  );
}
