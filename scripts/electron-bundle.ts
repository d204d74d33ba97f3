import { join } from 'node:path'
import type { InlineConfig } from 'vite'

const OUT_DIR = 'dist/electron'

/** Main, the core's process and the thread of its store: modules of Node, side by side; packages stay packages. */
export function mainBundle(repoDir: string): InlineConfig {
  return {
    ...common(repoDir),
    build: {
      ...output(repoDir),
      emptyOutDir: true,
      rolldownOptions: {
        external: ['electron'],
        input: {
          main: join(repoDir, 'electron/main.ts'),
          'core-entry': join(repoDir, 'electron/core-entry.ts'),
          'store-worker': join(repoDir, 'core/store/store-worker.ts'),
        },
        // In one folder, so that `import.meta.dirname` is the same wherever a line of code ends up.
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  }
}

/** A sandboxed preload is one CommonJS file and can require nothing but Electron. */
export function preloadBundle(repoDir: string): InlineConfig {
  return {
    ...common(repoDir),
    ssr: { noExternal: true },
    build: {
      ...output(repoDir),
      emptyOutDir: false,
      rolldownOptions: {
        external: ['electron'],
        input: { preload: join(repoDir, 'electron/preload/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  }
}

function common(repoDir: string): InlineConfig {
  return { root: repoDir, configFile: false, publicDir: false, logLevel: 'warn' }
}

function output(repoDir: string) {
  return { ssr: true, outDir: join(repoDir, OUT_DIR), target: 'node24', minify: false, sourcemap: true }
}
