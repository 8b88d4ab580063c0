const TINTS = [
  '#2f6f8f',
  '#b4532a',
  '#5b7f2b',
  '#8a4f9e',
  '#c2436a',
  '#3d6cb3',
  '#907015',
  '#2f8a6d',
  '#6a5acd',
  '#a14444',
  '#4a6572',
  '#b0741f',
  '#6b4a3a',
  '#24808f',
];

/** Rows of messages and what hangs below them. */
export const MESSAGE_STYLE = `
.message { display: flex; gap: 10px; padding: 6px 20px; }
.message:hover { background: var(--shade); }
.message:target { background: #fff7dc; }
.message-compact { padding-top: 2px; }
.message-side { flex: 0 0 36px; }
.message-compact .message-side time { visibility: hidden; font-size: 11px; color: var(--soft); }
.message-compact:hover .message-side time { visibility: visible; }
.message-main { flex: 1; min-width: 0; }
.message-head { display: flex; align-items: baseline; gap: 7px; line-height: 1.3; }
.author { font-weight: 900; }
.message-head time { color: var(--soft); font-size: 12px; }
.badge { align-self: center; padding: 1px 4px; border-radius: 3px; background: #e8e8e8; color: var(--soft); font-size: 10px; font-weight: 700; line-height: 1.3; }
.message-body { overflow-wrap: anywhere; }
.message-notice .message-body, .message-gone .message-body { color: var(--soft); }
.message-gone .message-body { font-style: italic; }
.message-ephemeral { background: #f4f7fb; }
.message-ephemeral:hover { background: #eef3fa; }
.label { display: block; color: var(--soft); }
.typed { display: inline; }
.edited { color: var(--faint); }
.avatar { display: inline-flex; align-items: center; justify-content: center; flex: none; width: 36px; height: 36px; border-radius: 8px; color: #fff; font-size: 14px; font-weight: 700; letter-spacing: .02em; }
.tint-app { background: linear-gradient(140deg, #22324f, #3c6e8f); }
${TINTS.map((color, index) => `.tint-${index} { background: ${color}; }`).join('\n')}
.divider { display: flex; align-items: center; gap: 12px; margin: 12px 20px 6px; color: var(--ink); font-size: 13px; font-weight: 700; }
.divider::before, .divider::after { content: ''; flex: 1; border-top: 1px solid var(--line); }
.divider span { padding: 2px 12px; border: 1px solid var(--line); border-radius: 20px; }
.divider-thread { color: var(--soft); font-weight: 400; }
.divider-thread::before { display: none; }
.divider-thread span { padding: 0; border: 0; }
.mention { padding: 0 2px; border-radius: 3px; background: #e8f1f9; color: var(--accent); }
.mention-you { background: #fbe9a9; }
.emoji { font-family: "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", sans-serif; font-size: 1.1em; line-height: 1; }
code { padding: 1px 3px; border: 1px solid var(--line); border-radius: 3px; background: var(--shade); color: #c01343; font: 12.5px/1.5 Menlo, Consolas, "DejaVu Sans Mono", monospace; }
pre.code { margin: 4px 0; padding: 8px 10px; border: 1px solid var(--line); border-radius: 6px; background: var(--shade); font: 12.5px/1.5 Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
blockquote { margin: 4px 0; padding: 0 0 0 12px; border-left: 4px solid #ddd; }
.reactions { display: flex; flex-wrap: wrap; gap: 4px; margin-top: 4px; }
.reaction { padding: 1px 8px; border: 1px solid transparent; border-radius: 12px; background: #efefef; color: var(--soft); font-size: 12px; }
.reaction-own { border-color: var(--accent); background: #e8f1f9; color: var(--accent); }
.file { display: inline-flex; align-items: center; gap: 10px; max-width: 100%; margin: 4px 6px 2px 0; padding: 8px 14px 8px 8px; border: 1px solid var(--line); border-radius: 10px; background: var(--paper); }
.file b, .file small { display: block; line-height: 1.35; overflow-wrap: anywhere; }
.file b { font-size: 14px; }
.file-icon { display: flex; align-items: center; justify-content: center; flex: none; width: 38px; height: 38px; border-radius: 8px; background: #5c6b7f; color: #fff; font-size: 11px; font-weight: 700; }
.file-picture .file-icon { background: linear-gradient(160deg, #bfe0f2 45%, #4f8fb5 45%); font-size: 18px; }
.thread-link { display: inline-flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; max-width: 100%; margin: 4px 0 2px -4px; padding: 3px 8px 3px 4px; border: 1px solid transparent; border-radius: 8px; font-size: 13px; }
.thread-link:hover { border-color: var(--line); background: var(--paper); text-decoration: none; }
.faces { display: inline-flex; gap: 3px; }
.faces .avatar { width: 24px; height: 24px; border-radius: 5px; font-size: 10px; }
@media (max-width: 760px) {
  .message { padding: 6px 14px; }
  .divider { margin: 12px 14px 6px; }
}
`;
