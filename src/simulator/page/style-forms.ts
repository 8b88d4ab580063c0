/** What people act with: the field for messages, menus, forms, questions and notices. */
export const FORM_STYLE = `
button, input, select, textarea { font: inherit; color: inherit; }
button { cursor: pointer; }
:is(a, button, summary, input, select, textarea):focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
summary { cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
.unseen { position: absolute; width: 1px; height: 1px; padding: 0; border: 0; overflow: hidden; clip-path: inset(50%); }
.notice { position: fixed; top: 12px; left: 50%; z-index: 9; display: flex; gap: 14px; align-items: baseline; width: max-content; max-width: min(560px, calc(100vw - 24px)); padding: 10px 16px; border-radius: 8px; background: #2b2a33; color: #fff; box-shadow: 0 8px 28px rgba(0, 0, 0, .3); transform: translateX(-50%); overflow-wrap: anywhere; }
.notice a { color: #d9d3de; }
.composer { display: flex; align-items: center; gap: 4px; margin: 0 20px; padding: 4px 6px; border: 1px solid #bbb; border-radius: 8px; background: var(--paper); }
.composer:focus-within { border-color: #777; box-shadow: 0 1px 6px rgba(0, 0, 0, .1); }
.composer-form { display: flex; flex: 1; min-width: 0; align-items: center; gap: 4px; }
.composer-text { flex: 1; min-width: 0; padding: 7px 8px; border: 0; background: none; }
.composer-text:focus-visible { outline: 0; }
.composer-hint { min-height: 20px; margin: 2px 20px 6px; padding: 0 14px; color: var(--soft); font-size: 12px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.composer-shut { display: block; margin: 0 20px 20px; padding: 11px 14px; border-style: dashed; color: var(--soft); font-size: 14px; }
.send { padding: 5px 12px; border: 0; border-radius: 6px; background: var(--go); color: #fff; }
.send:hover { background: #006a4e; }
.shortcuts { position: relative; }
.shortcuts summary { padding: 5px 9px; border-radius: 6px; }
.shortcuts summary:hover, .shortcuts[open] summary { background: var(--shade); }
.entries { padding: 6px 0; border: 1px solid var(--line); border-radius: 10px; background: var(--paper); box-shadow: 0 6px 24px rgba(0, 0, 0, .18); list-style: none; }
.entries ul { list-style: none; }
.shortcuts .entries { position: absolute; bottom: calc(100% + 8px); left: -4px; z-index: 4; width: max-content; min-width: 220px; max-width: 75vw; }
.entry { display: block; width: 100%; padding: 5px 16px; border: 0; background: none; color: var(--ink); font-size: 14px; line-height: 1.5; text-align: left; cursor: pointer; }
.entry:hover, .entry:focus-visible { background: var(--accent); color: #fff; text-decoration: none; }
.entry small { float: right; margin-left: 20px; line-height: 21px; }
.entry:hover small, .entry:focus-visible small { color: #fff; }
.entry-danger { color: var(--stop); }
.sure[open] .entry-danger { background: var(--shade); color: var(--stop); }
.sure .button { margin: 6px 16px; }
.message { position: relative; }
.more { position: absolute; top: 2px; right: 16px; opacity: 0; }
.message:hover .more, .message:focus-within .more, .more[open] { opacity: 1; }
.more[open] { z-index: 5; }
.more > summary { width: 30px; border: 1px solid var(--line); border-radius: 8px; background: var(--paper); font-size: 17px; font-weight: 700; line-height: 26px; text-align: center; box-shadow: 0 1px 3px rgba(0, 0, 0, .08); }
.more > summary:hover { background: var(--shade); }
.more .entries { position: absolute; top: calc(100% + 4px); right: 0; width: 268px; }
.scroll-end .message:nth-last-child(-n+5) .more .entries { top: auto; bottom: calc(100% + 4px); }
.react-row { display: flex; gap: 4px; margin-bottom: 6px; padding: 2px 12px 8px; border-bottom: 1px solid var(--line); }
.react { flex: 1; padding: 4px 0; border: 0; border-radius: 8px; background: #efefef; font-size: 18px; line-height: 1.3; }
.react:hover { background: #dde8f2; }
button.reaction { line-height: 1.6; }
button.reaction:hover { border-color: #999; background: var(--paper); }
.editing { padding: 2px 0 6px; }
.editing .input { display: block; width: 100%; }
.editing-buttons, .confirm-buttons { display: flex; gap: 8px; justify-content: flex-end; margin-top: 8px; }
.confirm { display: inline-block; position: relative; }
.confirm[open] { flex-basis: 100%; }
.confirm-box { max-width: 420px; margin-top: 8px; padding: 12px 14px; border: 1px solid var(--line); border-radius: 10px; background: var(--paper); box-shadow: 0 6px 20px rgba(0, 0, 0, .12); font-size: 14px; text-align: left; }
.entries .confirm { display: block; }
.entries .confirm-box { margin: 6px 10px; box-shadow: none; }
.entries .confirm .button { width: auto; }
.pick { display: inline-flex; flex-wrap: wrap; align-items: center; gap: 6px; max-width: 100%; }
.input { display: block; width: 100%; margin-top: 4px; padding: 8px 12px; border: 1px solid #bbb; border-radius: 6px; background: var(--paper); }
textarea.input { resize: vertical; }
.pick .input { width: auto; margin: 0; padding: 4px 10px; font-size: 13px; }
select.menu { display: inline-block; max-width: 100%; padding: 5px 8px; border: 1px solid #bbb; border-radius: 6px; background: var(--paper); font-size: 13px; }
.field label, .field fieldset { display: block; margin: 0; padding: 0; border: 0; }
.field label > select.menu { display: block; width: 100%; margin-top: 4px; padding: 9px 10px; font-size: 15px; }
.choices-many { max-height: 132px; margin-top: 4px; padding: 4px 12px 8px; border: 1px solid #bbb; border-radius: 6px; overflow-y: auto; }
.input-missing { margin-top: 4px; color: var(--soft); font-size: 13px; }
.field-wrong :is(.input, .menu, .choices-many) { border-color: var(--stop); }
.objection { margin-top: 4px; color: var(--stop); font-size: 13px; font-weight: 700; }
.modal-body > .objection { margin: 0 0 12px; }
.modal header { display: flex; justify-content: space-between; align-items: baseline; }
.modal .close { border: 0; background: none; line-height: 1; }
@media (hover: none) { .more { opacity: 1; } .more > summary { border-color: transparent; background: none; box-shadow: none; color: var(--soft); } }
@media (max-width: 760px) {
  .composer { margin: 0 10px; }
  .composer-text { font-size: 16px; }
  .composer-hint { margin: 2px 10px 6px; }
  .more { right: 8px; opacity: 1; }
  .more > summary { border-color: transparent; background: none; box-shadow: none; color: var(--soft); }
  .message-head { padding-right: 34px; }
  .modal-backdrop { align-items: flex-end; padding: 0; }
  .modal { max-height: 92%; border-radius: 14px 14px 0 0; }
  .modal input, .modal select, .modal textarea { font-size: 16px; }
}
`;
