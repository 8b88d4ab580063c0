import { about, type Finding } from './finding.ts';

/** The oldest that package.json asks for. */
export const OLDEST_NODE = '20.19';

export function checkNode(version: string = process.versions.node): Finding {
  const { ok, broken } = about('Node.js');
  if (isAtLeast(version, OLDEST_NODE)) return ok(version);
  return broken(`${version} is too old`, { fix: `install Node.js ${OLDEST_NODE} or newer` });
}

/** By major and minor version. */
function isAtLeast(version: string, least: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = least.split('.').map(Number);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}
