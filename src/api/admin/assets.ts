import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RequestHandler, Router } from 'express';

export interface Assets {
  /** Where a file is fetched, such as `/admin/assets/admin.0123456789ab.css`; it changes with its content. */
  pathOf(file: string): string;
  routes: RequestHandler;
}

const FOLDER = fileURLToPath(new URL('../assets/', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};
const A_YEAR_SECONDS = 31_536_000;
const HASH_LENGTH = 12;

interface Asset {
  path: string;
  type: string;
  content: Buffer;
}

/**
 * The style sheet, script and pictures of the admin view, read once. A folder is one file, made of its parts in order of their names. Only
 * these files are served, by their names with a hash in them.
 */
export function loadAssets(folder = FOLDER): Assets {
  const byFile = new Map(readdirSync(folder).flatMap((file) => assetOf(folder, file)));
  const byPath = new Map([...byFile.values()].map((asset) => [asset.path, asset]));
  const routes = Router();
  routes.get('/admin/assets/:file', (request, response, next) => {
    const asset = byPath.get(request.path);
    if (!asset) return next();
    response.set('Cache-Control', `public, max-age=${A_YEAR_SECONDS}, immutable`);
    response.type(asset.type).send(asset.content);
  });
  return {
    pathOf: (file) => byFile.get(file)?.path ?? `/admin/assets/${file}`,
    routes,
  };
}

function assetOf(folder: string, file: string): [string, Asset][] {
  const extension = extname(file);
  const type = TYPES[extension];
  if (type === undefined) return [];
  const content = contentOf(`${folder}/${file}`);
  const hash = createHash('sha256').update(content).digest('hex').slice(0, HASH_LENGTH);
  const path = `/admin/assets/${file.slice(0, -extension.length)}.${hash}${extension}`;
  return [[file, { path, type, content }]];
}

function contentOf(path: string): Buffer {
  if (!statSync(path).isDirectory()) return readFileSync(path);
  const parts = readdirSync(path).sort();
  return Buffer.concat(parts.map((part) => readFileSync(`${path}/${part}`)));
}
