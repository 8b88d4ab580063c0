import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          environment: 'node',
          // Properties try hundreds of cases, also on a machine that does other things meanwhile.
          testTimeout: 30_000,
          // Nothing happens on import, so that files can share the modules that they load: a third of the time.
          isolate: false,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          environment: 'node',
          testTimeout: 30_000,
          hookTimeout: 60_000,
          globalSetup: ['tests/support/global-setup.ts'],
          isolate: false,
          maxWorkers: 2,
          // Servers are killed and started again by these tests, and on a busy machine a port or a second may be lost to
          // another process. What fails twice fails; what needed the second try is named in the report.
          retry: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
