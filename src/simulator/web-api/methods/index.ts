import type { MethodDeps, MethodTable } from '../method.ts';
import { createChangingMethods } from './changing.ts';
import { createConversationMethods } from './conversations.ts';
import { createIdentityMethods } from './identity.ts';
import { createPeopleMethods } from './people.ts';
import { createPostingMethods } from './posting.ts';
import { createReadingMethods } from './reading.ts';
import { createViewMethods } from './views.ts';

/** Every Web API method the simulator has. */
export function createMethods(deps: MethodDeps): MethodTable {
  return {
    ...createIdentityMethods(deps),
    ...createPeopleMethods(deps),
    ...createConversationMethods(deps),
    ...createReadingMethods(deps),
    ...createPostingMethods(deps),
    ...createChangingMethods(deps),
    ...createViewMethods(deps),
  };
}
