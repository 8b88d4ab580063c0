import type { Catalogue } from './pages/routes.ts';
import { ACTIONS, DOWNLOADS, RESOURCES } from './resources/index.ts';
import { makeTokenAction, revokeTokenAction, tokensResource } from './tokens.tsx';

/** All that the admin view shows, does and gives away. */
export const CATALOGUE: Catalogue = {
  resources: [...RESOURCES, tokensResource],
  actions: [...ACTIONS, makeTokenAction, revokeTokenAction],
  downloads: DOWNLOADS,
};
