/** The frame: sidebar, panes, and what is left of them on a narrow screen. */
export const LAYOUT_STYLE = `
:root {
  --ink: #1d1c1d; --soft: #616061; --faint: #8d8d8f; --line: #e3e3e6; --paper: #fff; --shade: #f8f8f8;
  --accent: #1264a3; --go: #007a5a; --stop: #d1264a; --hull: #3b1f47; --hull-soft: #cfc3d6; --hull-mark: #1264a3;
}
* { box-sizing: border-box; }
html, body { height: 100%; margin: 0; }
body { background: var(--hull); color: var(--ink); font: 15px/1.47 Lato, "Segoe UI", system-ui, Roboto, "Helvetica Neue", Arial, sans-serif; }
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; }
h1, h2, h3, h4, p, ul, ol, figure { margin: 0; padding: 0; }
small { font-size: 12px; color: var(--soft); }
.panes { display: flex; height: 100vh; height: 100dvh; padding: 8px 8px 8px 0; }
main { display: flex; flex: 1; min-width: 0; border-radius: 8px; overflow: hidden; background: var(--paper); }
.pane { display: flex; flex-direction: column; flex: 1; min-width: 0; background: var(--paper); }
.thread-pane { flex: 0 0 46%; min-width: 380px; border-left: 1px solid var(--line); }
.thread-pane:only-child { flex: 1; border-left: 0; }
.pane-head { display: flex; align-items: baseline; gap: 12px; min-height: 50px; padding: 12px 20px; border-bottom: 1px solid var(--line); }
.pane-head h1 { font-size: 18px; font-weight: 900; white-space: nowrap; }
.pane-head p { flex: 1; min-width: 0; color: var(--soft); font-size: 13px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.pane-head .members { color: var(--soft); font-size: 13px; white-space: nowrap; }
.close { color: var(--soft); font-size: 18px; }
.sigil { margin-right: 3px; opacity: .75; font-weight: 400; filter: grayscale(1); }
.scroll { flex: 1; min-height: 0; overflow-y: auto; }
.scroll-end { display: flex; flex-direction: column-reverse; }
.messages { padding: 8px 0 12px; }
.earlier { display: block; padding: 8px; text-align: center; font-size: 13px; font-weight: 700; }
.empty { margin: auto; padding: 40px 24px; color: var(--soft); text-align: center; }
.tabs { display: flex; gap: 16px; }
.tabs a { padding-bottom: 4px; color: var(--soft); font-size: 13px; font-weight: 700; }
.tabs a[aria-current] { color: var(--ink); box-shadow: 0 2px 0 var(--hull); }
.home-tab { max-width: 720px; padding: 20px; }
.sidebar { flex: 0 0 250px; padding: 10px 8px 0; overflow-y: auto; color: var(--hull-soft); font-size: 15px; }
.sidebar .workspace { display: block; padding: 4px 12px 10px; color: #fff; font-size: 18px; font-weight: 900; }
.sidebar h2 { padding: 12px 12px 4px; font-size: 13px; font-weight: 700; opacity: .85; }
.sidebar ul { list-style: none; }
.sidebar li a { display: flex; align-items: center; gap: 6px; padding: 3px 12px; border-radius: 6px; color: inherit; }
.sidebar li a:hover { background: rgba(255, 255, 255, .1); text-decoration: none; }
.sidebar li a[aria-current] { background: var(--hull-mark); color: #fff; }
.sidebar .sigil, .overview .sigil { display: inline-block; width: 18px; font-size: 13px; text-align: center; }
.sidebar .people .avatar { width: 20px; height: 20px; border-radius: 4px; font-size: 9px; }
.sidebar .people li a[aria-current] { background: rgba(255, 255, 255, .16); }
.sidebar .hint { padding: 0 12px 4px; font-size: 12px; opacity: .7; }
.sidebar .viewer { position: sticky; bottom: 0; display: flex; align-items: center; gap: 10px; margin: 12px -8px 0; padding: 12px 20px; background: var(--hull); color: #fff; border-top: 1px solid rgba(255, 255, 255, .14); }
.sidebar .viewer small { display: block; color: var(--hull-soft); }
.unread { margin-left: auto; padding: 0 8px; border-radius: 10px; background: #cd2553; color: #fff; font-size: 12px; line-height: 18px; }
.overview { padding: 12px; list-style: none; }
.overview a { display: block; padding: 10px 12px; border-radius: 8px; color: inherit; }
.overview a:hover { background: var(--shade); text-decoration: none; }
.overview small { display: block; margin-left: 21px; font-size: 13px; }
.back { display: none; }
.modal-backdrop { position: fixed; inset: 0; display: flex; align-items: center; justify-content: center; padding: 16px; background: rgba(29, 28, 29, .55); }
.modal { display: flex; flex-direction: column; width: 520px; max-width: 100%; max-height: 100%; border-radius: 10px; background: var(--paper); box-shadow: 0 18px 48px rgba(0, 0, 0, .35); }
.modal header, .modal footer { padding: 16px 24px; }
.modal header { border-bottom: 1px solid var(--line); }
.modal h2 { font-size: 20px; font-weight: 900; }
.modal-body { padding: 16px 24px; overflow-y: auto; }
.modal footer { display: flex; justify-content: flex-end; gap: 10px; border-top: 1px solid var(--line); }
@media (max-width: 1100px) {
  .focus-thread .channel-pane { display: none; }
  .thread-pane { flex: 1; border-left: 0; }
}
@media (max-width: 760px) {
  .panes { height: calc(100vh - 42px); height: calc(100dvh - 42px); padding: 0; }
  main { border-radius: 0; }
  .back { display: block; height: 42px; padding: 10px 16px; color: #fff; font-weight: 900; }
  .back .unread { float: right; margin-top: 2px; }
  .back small { color: var(--hull-soft); font-weight: 400; }
  .sidebar, .focus-home .home-pane { display: none; }
  .focus-home .sidebar { display: block; flex: 1; font-size: 17px; }
  .focus-home .sidebar .workspace { display: none; }
  .focus-home .sidebar li a { padding: 7px 12px; }
  .focus-home main { display: none; }
  .thread-pane { min-width: 0; }
  .pane-head { flex-wrap: wrap; gap: 2px 10px; padding: 10px 14px; }
  .pane-head p { flex-basis: 100%; order: 3; }
  .pane-head .members { font-size: 12px; }
  .pane-head .close { margin-left: auto; }
  .home-tab { padding: 14px; }
}
`;
