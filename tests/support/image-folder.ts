import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { commandsOf, copiesOf, listOf, readDockerfile, type Stage } from './dockerfile.ts';
import { PROJECT } from './project-files.ts';

const run = promisify(execFile);

/** What a container would find in its working directory, laid out in a folder without Docker. */
export interface ImageFolder {
  folder: string;
  /** Arguments to Node that start Recall, to be followed by its own. */
  entrypoint: string[];
  remove(): Promise<void>;
}

/**
 * Follows the Dockerfile: installs what its `dependencies` stage installs, compiles as its `build` stage does, and puts
 * together what its last stage copies. Takes packages from npm's cache where they are in it.
 */
export async function layOutImage(): Promise<ImageFolder> {
  const root = await mkdtemp(join(tmpdir(), 'recall-image-'));
  const [build, dependencies, last] = stages();
  await Promise.all([
    compile(join(root, nameOf(build), 'dist')),
    install(dependencies, join(root, nameOf(dependencies))),
  ]);
  const folder = join(root, 'app');
  await mkdir(folder);
  for (const { fromStage, sources, target } of copiesOf(last)) {
    for (const source of sources) {
      const to = join(folder, target === './' ? source : target);
      if (fromStage === null) await cp(join(PROJECT, source), to, { recursive: true });
      else await rename(join(root, fromStage, basename(source)), to);
    }
  }
  const [node, ...entrypoint] = listOf(last, 'ENTRYPOINT');
  if (node !== 'node') throw new Error(`the image starts ${node}`);
  return { folder, entrypoint, remove: () => rm(root, { recursive: true, force: true }) };
}

function stages(): [Stage, Stage, Stage] {
  const [build, dependencies, last, ...more] = readDockerfile();
  if (!build || !dependencies || !last || more.length > 0) throw new Error('the Dockerfile has other stages');
  return [build, dependencies, last];
}

function nameOf({ name, from }: Stage): string {
  return name ?? from;
}

async function compile(outDir: string): Promise<void> {
  const tsc = join(PROJECT, 'node_modules', 'typescript', 'bin', 'tsc');
  const options = ['-p', 'tsconfig.build.json', '--outDir', outDir, '--incremental', 'false'];
  await run(process.execPath, [tsc, ...options, '--tsBuildInfoFile', 'null'], { cwd: PROJECT });
  const assets = join('api', 'assets');
  await cp(join(PROJECT, 'src', assets), join(outDir, assets), { recursive: true });
}

async function install(stage: Stage, folder: string): Promise<void> {
  await mkdir(folder);
  for (const { sources } of copiesOf(stage)) {
    for (const source of sources) await cp(join(PROJECT, source), join(folder, source));
  }
  for (const command of commandsOf(stage)) {
    await run(command, {
      cwd: folder,
      shell: true,
      env: { ...outsideNpm(), npm_config_prefer_offline: 'true' },
    });
  }
}

/** The environment without what `npm test` puts into it, by which the npm below would take this project for its own. */
function outsideNpm(): NodeJS.ProcessEnv {
  const foreign = /^(npm_(package|lifecycle|command|config_local_prefix|config_prefix)|INIT_CWD)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}
