import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
const [out, width, ...files] = process.argv.slice(2);
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const p = await b.newPage({ viewport: { width: 1960, height: 800 } });
const imgs = files.map((f) => `<img style="width:${width}px;margin:4px;border:1px solid red" src="data:image/png;base64,${readFileSync(f).toString('base64')}">`).join('');
await p.setContent(`<body style="margin:0;background:#888">${imgs}</body>`);
await p.screenshot({ path: String(out), fullPage: true });
await b.close();
