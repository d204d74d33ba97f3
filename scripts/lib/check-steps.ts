import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand, type CommandResult } from './command.ts'
import { bin, ROOT } from './root.ts'

export interface CheckStep {
  readonly name: string
  readonly run: () => Promise<CommandResult>
}

const TYPED_FOLDERS = [
  'domain',
  'proto',
  'core',
  'gateway',
  'kiosk',
  'electron',
  'electron/preload',
  'e2e',
  'bench',
  'faults',
  'scripts',
]

const SOURCE_FOLDERS = [
  'domain',
  'core',
  'gateway',
  'kiosk',
  'electron',
  'renderer',
  'e2e',
  'bench',
  'faults',
  'scripts',
]

/** Everything that can be said of the sources without running them. */
export const CHECK_STEPS: readonly CheckStep[] = [
  { name: 'wire contract: lint', run: () => runCommand(bin('buf'), ['lint']) },
  {
    name: 'wire contract: format',
    run: () => runCommand(bin('buf'), ['format', '-d', '--exit-code', 'proto']),
  },
  {
    name: 'wire contract: compatible with the released one',
    run: () => runCommand(bin('buf'), ['breaking', '--against', 'proto/released.binpb']),
  },
  { name: 'wire contract: generated code is up to date', run: compareGenerated },
  ...TYPED_FOLDERS.map((folder) => ({
    name: `types: ${folder}`,
    run: () => runCommand(bin('tsc'), ['-p', folder]),
  })),
  { name: 'types: renderer', run: () => runCommand(bin('vue-tsc'), ['-p', 'renderer']) },
  { name: 'types: tests', run: () => runCommand(bin('vue-tsc'), ['-p', 'tsconfig.tests.json']) },
  { name: 'lint', run: () => runCommand(bin('eslint'), ['--max-warnings', '0', '.']) },
  { name: 'format', run: () => runCommand(bin('prettier'), ['--check', '--log-level', 'warn', '.']) },
  {
    name: 'import rules',
    run: () => runCommand(bin('depcruise'), ['--config', '.dependency-cruiser.cjs', ...SOURCE_FOLDERS]),
  },
  { name: 'import rules: a planted violation is found', run: findPlanted },
]

async function compareGenerated(): Promise<CommandResult> {
  const folder = mkdtempSync(join(tmpdir(), 'fiveten-gen-'))
  try {
    const generated = await runCommand(bin('buf'), ['generate', '-o', folder])
    if (generated.code !== 0) return generated
    const { code, output } = await runCommand('diff', ['-r', 'proto/gen', join(folder, 'proto/gen')])
    return code === 0
      ? { code, output }
      : { code, output: `${output}\nRun \`npm run gen\` and commit the result.` }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Rules that find nothing may be rules that look at nothing. */
async function findPlanted(): Promise<CommandResult> {
  const planted = join(ROOT, 'renderer/planted-violation.ts')
  writeFileSync(planted, "export { createCore } from '../core/core.ts'\n")
  try {
    const { code, output } = await runCommand(bin('depcruise'), [
      '--config',
      '.dependency-cruiser.cjs',
      planted,
    ])
    const found = code !== 0 && output.includes('renderer-domain-only')
    return found
      ? { code: 0, output }
      : { code: 1, output: `The planted violation was not found.\n${output}` }
  } finally {
    rmSync(planted)
  }
}
