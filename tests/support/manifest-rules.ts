import { z } from 'zod';
import { SCOPE_OF_COMMANDS, SCOPES_OF_EVENT } from './slack-scopes.ts';

const text = (most: number) => z.string().min(1).max(most);
const requestUrl = z.url({ protocol: /^https$/ }).max(3500);
const scope = z.string().regex(/^[a-z_]+(\.[a-z_]+)?(:[a-z_.]+)?$/);
const listOf = <Item extends z.ZodType>(item: Item, most: number) =>
  z
    .array(item)
    .max(most)
    .refine((items) => new Set(items).size === items.length, 'no item twice');

/**
 * What Slack takes as a manifest, as far as Recall uses it: lengths and numbers as in manifest.schema.json of
 * github.com/slackapi/manifest-schema, with anything unknown refused.
 */
const manifestSchema = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.int() }),
  display_information: z.strictObject({
    name: text(35),
    description: text(140),
    long_description: z.string().min(175).max(4000).optional(),
    background_color: z.string().regex(/^#([0-9a-f]{3}|[0-9a-f]{6})$/i),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.literal(true, 'Recall publishes a Home tab'),
      messages_tab_enabled: z.literal(true, 'Recall writes direct messages'),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    bot_user: z.strictObject({ display_name: text(80), always_online: z.boolean() }),
    slash_commands: z
      .array(
        z.strictObject({
          command: text(32).startsWith('/'),
          url: requestUrl,
          description: text(2000),
          usage_hint: text(1000).optional(),
          should_escape: z.boolean(),
        }),
      )
      .max(50),
    shortcuts: z
      .array(
        z.strictObject({
          name: text(24),
          type: z.enum(['message', 'global']),
          callback_id: text(255),
          description: text(150),
        }),
      )
      .max(10),
  }),
  oauth_config: z.strictObject({
    redirect_urls: listOf(requestUrl, 1000).min(1),
    scopes: z.strictObject({ bot: listOf(scope, 255) }),
  }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({
      request_url: requestUrl,
      bot_events: listOf(z.enum(Object.keys(SCOPES_OF_EVENT)), 100),
    }),
    interactivity: z.strictObject({ is_enabled: z.literal(true), request_url: requestUrl }),
    org_deploy_enabled: z.literal(true, 'Recall may be installed in a whole organization'),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.literal(false, 'Recall does not renew tokens'),
  }),
});

export type CheckedManifest = z.infer<typeof manifestSchema>;

export type ManifestVerdict = { ok: true; manifest: CheckedManifest } | { ok: false; objections: string[] };

/**
 * Checks a manifest as Slack would, and that its scopes are those that are needed, no more and no less.
 * @param scopesOfCalls what the Web API methods need that Recall calls
 */
export function checkManifest(given: unknown, scopesOfCalls: readonly string[]): ManifestVerdict {
  const parsed = manifestSchema.safeParse(given);
  const objections = parsed.success
    ? [...objectionsToScopes(parsed.data, scopesOfCalls), ...objectionsToUrls(parsed.data)]
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return parsed.success && objections.length === 0
    ? { ok: true, manifest: parsed.data }
    : { ok: false, objections };
}

function objectionsToScopes(
  { features, oauth_config, settings }: CheckedManifest,
  scopesOfCalls: readonly string[],
): string[] {
  const scopesOfEvents: Readonly<Record<string, readonly string[]>> = SCOPES_OF_EVENT;
  const hasCommands = features.slash_commands.length + features.shortcuts.length > 0;
  const needed = new Set([
    ...scopesOfCalls,
    ...settings.event_subscriptions.bot_events.flatMap((event) => scopesOfEvents[event] ?? []),
    ...(hasCommands ? [SCOPE_OF_COMMANDS] : []),
  ]);
  const asked = new Set(oauth_config.scopes.bot);
  return [
    ...[...needed].filter((name) => !asked.has(name)).map((name) => `the scope ${name} is missing`),
    ...[...asked].filter((name) => !needed.has(name)).map((name) => `the scope ${name} is not needed`),
  ];
}

/** The bot has one route for everything. */
function objectionsToUrls({ features, settings }: CheckedManifest): string[] {
  const urls = [
    settings.event_subscriptions.request_url,
    settings.interactivity.request_url,
    ...features.slash_commands.map(({ url }) => url),
  ];
  const strays = urls.filter((url) => url !== urls[0] || new URL(url).pathname !== '/slack/events');
  return strays.map((url) => `${url} is not where the bot listens`);
}
