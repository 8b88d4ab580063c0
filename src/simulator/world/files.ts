import { newId } from '../ids.ts';
import type { SharedFile } from './types.ts';

/** A file as a message carries it; its content does not exist. */
export function sharedFile({ name, mimetype }: { name: string; mimetype: string }): SharedFile {
  const dot = name.lastIndexOf('.');
  return {
    id: newId('F'),
    name,
    title: name,
    mimetype,
    filetype: dot < 0 ? '' : name.slice(dot + 1).toLowerCase(),
    size: 0,
    mode: 'hosted',
    is_external: false,
  };
}
