// Everything here is a convenience: each page does the same without it.
const main = () => document.querySelector('main');

/** Fetches a page of the admin view; null where it is not there for us (any more), so that the browser goes there itself. */
async function load(url) {
  const response = await fetch(url, { headers: { 'X-Requested-With': 'recall' }, redirect: 'error' });
  if (!response.ok) return null;
  return new DOMParser().parseFromString(await response.text(), 'text/html');
}

/**
 * Puts the content of a fetched page in place of what stands, and keeps the focus and what is folded open. `kept` is a form that stays, with
 * what is being typed in it.
 */
function show(page, kept) {
  const fresh = page?.querySelector('main');
  const old = main();
  if (!fresh || !old) return false;
  const focused = document.activeElement;
  const name = old.contains(focused) && !kept?.contains(focused) ? focused.getAttribute('name') : null;
  const open = [...old.querySelectorAll('details')].map((details) => details.open);
  const stays = kept?.parentNode === old;
  if (stays) replaceAround(kept, fresh);
  else old.replaceChildren(...fresh.childNodes);
  old.querySelectorAll('details').forEach((details, index) => {
    details.open = open[index] ?? false;
  });
  if (name) old.querySelector(`[name="${CSS.escape(name)}"]`)?.focus();
  if (page.title) document.title = page.title;
  if (!stays) isTouched = false;
  prepare(old);
  return true;
}

/** The same for all but a form, which is a child of `main` on both pages; only its way back to the whole list is that of the fresh one. */
function replaceAround(kept, fresh) {
  const nodes = [...fresh.childNodes];
  const place = nodes.findIndex((node) => node.matches?.('form[data-live]'));
  for (const node of [...kept.parentNode.childNodes]) if (node !== kept) node.remove();
  kept.before(...nodes.slice(0, Math.max(place, 0)));
  kept.after(...nodes.slice(place + 1));
  kept.querySelector('.filters-end a')?.remove();
  const clear = nodes[place]?.querySelector('.filters-end a');
  if (clear) kept.querySelector('.filters-end').append(clear);
}

const said = Object.assign(document.createElement('p'), { className: 'unseen' });
said.setAttribute('aria-live', 'polite');
document.body.append(said);
/** Tells those who hear the page how much there is now. */
function sayRows() {
  const rows = main().querySelectorAll('tbody tr').length;
  said.textContent = rows === 1 ? '1 row' : `${rows} rows`;
}

let timer;
/** Whether something is filled in that a fresh page would lose. */
let isTouched = false;
/** Looks again, every so many seconds, while somebody looks. */
function refreshSoon() {
  clearTimeout(timer);
  const seconds = Number(document.querySelector('[data-refresh]')?.dataset.refresh);
  if (!seconds) return;
  timer = setTimeout(async () => {
    const isBusy = document.hidden || isTouched || document.querySelector('dialog[open]');
    if (!isBusy) {
      const page = await load(location.href).catch(() => null);
      if (page && show(page)) return;
    }
    refreshSoon();
  }, seconds * 1000);
}

let asked = 0;
/** Sends a filter as soon as it changes; the address follows, so that it can be shared. */
async function filter(form) {
  // `form.action` would be a field of that name, where there is one.
  const url = new URL(form.getAttribute('action'), location.href);
  for (const [name, value] of new FormData(form)) if (value !== '') url.searchParams.append(name, value);
  asked += 1;
  const mine = asked;
  const page = await load(url).catch(() => null);
  if (mine !== asked) return;
  if (!page || !show(page, form)) return location.assign(url);
  history.replaceState(null, '', url);
  sayRows();
}

/** Opens the page behind a link, which asks for confirmation, over the one that stands. */
async function confirmHere(url) {
  const page = await load(url).catch(() => null);
  const question = page?.querySelector('[data-confirm]');
  if (!question) return location.assign(url);
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', question.querySelector('h1')?.textContent ?? '');
  dialog.append(question);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** A box that picks all rows, and a count of those that are picked. */
function selectAll(root) {
  for (const slot of root.querySelectorAll('[data-select-all]')) {
    const form = slot.closest('form');
    const boxes = [...form.querySelectorAll('tbody input[type="checkbox"]')];
    const all = Object.assign(document.createElement('input'), { type: 'checkbox' });
    all.setAttribute('aria-label', 'Pick all of this page');
    const button = form.querySelector('[data-picked]');
    const words = button.textContent;
    const count = () => {
      const picked = boxes.filter((box) => box.checked).length;
      all.checked = picked === boxes.length;
      all.indeterminate = picked > 0 && picked < boxes.length;
      button.disabled = picked === 0;
      button.textContent = picked === 0 ? words : `${words} (${picked})`;
    };
    all.addEventListener('change', () => {
      for (const box of boxes) box.checked = all.checked;
    });
    form.addEventListener('change', count);
    slot.replaceChildren(all);
    count();
  }
}

/** Tells the time where the reader is beside that in UTC, and shows the buttons that need a script. */
function prepare(root) {
  for (const time of root.querySelectorAll('time[datetime*="T"]')) {
    const at = new Date(time.dateTime);
    const here = at.toLocaleString('en', { dateStyle: 'medium', timeStyle: 'long' });
    time.title = `${time.title || time.textContent}\n${here}`;
  }
  for (const button of root.querySelectorAll('[data-copy]')) button.hidden = false;
  selectAll(root);
  refreshSoon();
}

document.addEventListener('change', ({ target }) => {
  const form = target.closest?.('form[data-live]');
  if (form?.checkValidity()) filter(form);
});
document.addEventListener('submit', (event) => {
  const form = event.target;
  const deed = event.submitter?.hasAttribute('data-dialog');
  if (!form.matches('[data-live]') && !deed) return;
  event.preventDefault();
  if (!deed) return filter(form);
  const url = new URL(event.submitter.formAction);
  for (const [name, value] of new FormData(form)) url.searchParams.append(name, value);
  confirmHere(url);
});
document.addEventListener('click', async (event) => {
  const link = event.target.closest?.('a[data-dialog], dialog [data-close], [data-copy]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.matches('[data-copy]')) {
    await navigator.clipboard.writeText(document.querySelector(link.dataset.copy).textContent);
    link.textContent = 'Copied';
    return;
  }
  event.preventDefault();
  if (link.matches('[data-close]')) link.closest('dialog').close();
  else confirmHere(link.href);
});
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest('input, select, textarea')) return;
  const field = main()?.querySelector('input[type="search"], .filters input:not([type="hidden"])');
  if (!field) return;
  event.preventDefault();
  field.focus();
});
document.addEventListener('input', () => {
  isTouched = true;
});
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) refreshSoon();
});

// On a narrow screen the navigation scrolls.
document.querySelector('.nav [aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
prepare(document);
