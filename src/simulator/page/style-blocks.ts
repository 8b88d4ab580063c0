/** Block Kit: blocks, buttons, menus and inputs. */
export const BLOCK_STYLE = `
.blocks { max-width: 660px; }
.block + .block { margin-top: 8px; }
.block-header { margin-top: 2px; font-size: 18px; font-weight: 900; line-height: 1.3; }
.blocks hr, .markdown hr { margin: 12px 0; border: 0; border-top: 1px solid var(--line); }
.block-unknown { padding: 8px 12px; border: 1px dashed #bbb; border-radius: 6px; color: var(--soft); font-size: 13px; }
.section { display: flex; gap: 16px; }
.section-text { flex: 1; min-width: 0; }
.fields { display: grid; grid-template-columns: 1fr 1fr; gap: 8px 16px; margin-top: 4px; }
.accessory { flex: none; max-width: 50%; }
.accessory img { width: 88px; height: 88px; border-radius: 8px; object-fit: cover; }
.context { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 10px; color: var(--soft); font-size: 13px; }
.context img { width: 20px; height: 20px; border-radius: 4px; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
.button { display: inline-block; padding: 4px 12px; border: 1px solid #bbb; border-radius: 6px; background: var(--paper); color: var(--ink); font: inherit; font-size: 13px; font-weight: 700; line-height: 1.5; cursor: pointer; }
.button:hover { background: var(--shade); text-decoration: none; }
.button-primary { border-color: var(--go); background: var(--go); color: #fff; }
.button-primary:hover { background: #006a4e; }
.button-danger { border-color: var(--stop); color: var(--stop); }
.overflow { position: relative; }
.overflow summary { list-style: none; }
.overflow .entries { position: absolute; right: 0; z-index: 5; width: max-content; min-width: 150px; max-width: min(320px, 80vw); margin-top: 4px; }
.scroll-end .message:nth-last-child(-n+2) .overflow .entries { bottom: calc(100% + 4px); }
.rich-text ul, .rich-text ol, .markdown ul, .markdown ol { margin: 2px 0; padding-left: 26px; }
.rich-text .indent-1 { margin-left: 26px; list-style-type: circle; }
.rich-text .indent-2 { margin-left: 52px; list-style-type: square; }
.rich-text ol.indent-1 { list-style-type: lower-alpha; }
.rich-text ol.indent-2 { list-style-type: lower-roman; }
.rich-text li, .markdown li { padding-left: 2px; }
.markdown h4 { margin: 8px 0 2px; font-size: 15px; font-weight: 900; }
.image figcaption { margin-bottom: 4px; color: var(--soft); font-size: 13px; }
.image img { max-width: 100%; max-height: 360px; border-radius: 8px; }
.image-missing { display: inline-block; padding: 6px 10px; border: 1px dashed #bbb; border-radius: 6px; color: var(--soft); font-size: 13px; }
.field { margin-bottom: 12px; }
.field > small { display: block; margin-top: 4px; }
.field > b + small { display: inline; }
.choices label { display: flex; gap: 8px; align-items: baseline; margin-top: 4px; }
.choices small { display: block; }
.table { overflow-x: auto; }
.table table { border-collapse: collapse; font-size: 14px; }
.table th, .table td { padding: 6px 10px; border: 1px solid var(--line); text-align: left; vertical-align: top; }
.table th { background: var(--shade); }
.alert { padding: 10px 14px; border-radius: 8px; background: #eef3fa; }
.alert-warning { background: #fff4d6; }
.alert-error { background: #fde8ec; }
.alert-success { background: #e3f4ee; }
.card { padding: 12px 14px; border: 1px solid var(--line); border-radius: 10px; }
.card > img { width: 100%; max-height: 200px; border-radius: 6px; object-fit: cover; }
.card-head { display: flex; gap: 10px; }
.card-head img { width: 36px; height: 36px; border-radius: 6px; }
.card-head small { display: block; }
.carousel { display: flex; gap: 10px; overflow-x: auto; }
.carousel .card { flex: 0 0 240px; }
@media (max-width: 480px) {
  .fields { grid-template-columns: 1fr; }
  .section { flex-wrap: wrap; gap: 6px 12px; }
  .section-text { flex-basis: 60%; }
}
`;
