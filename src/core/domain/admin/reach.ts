/** How far an admin sees: the workspace that they are an admin of, or all of the organization that it belongs to. */
export type AdminReach = 'workspace' | 'organization';
