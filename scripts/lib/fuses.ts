import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FuseState, FuseV1Options, FuseVersion, getCurrentFuseWire, type FuseV1Config } from '@electron/fuses'
import { ROOT } from './root.ts'

/** The fuses by the names electron-builder gives them. What is not named stays as Electron delivers it. */
const FUSES = {
  runAsNode: FuseV1Options.RunAsNode,
  enableCookieEncryption: FuseV1Options.EnableCookieEncryption,
  enableNodeOptionsEnvironmentVariable: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  enableNodeCliInspectArguments: FuseV1Options.EnableNodeCliInspectArguments,
  enableEmbeddedAsarIntegrityValidation: FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  onlyLoadAppFromAsar: FuseV1Options.OnlyLoadAppFromAsar,
  loadBrowserProcessSpecificV8Snapshot: FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
  grantFileProtocolExtraPrivileges: FuseV1Options.GrantFileProtocolExtraPrivileges,
} as const

export type FuseName = keyof typeof FUSES
export type FusePolicy = Readonly<Record<FuseName, boolean>>

/** The policy is data, so that the build, the check of the build and its test read the same. */
export function readFusePolicy(): FusePolicy {
  const policy = JSON.parse(readFileSync(join(ROOT, 'electron/fuses.json'), 'utf8')) as Record<
    string,
    unknown
  >
  const expected = Object.keys(FUSES).sort().join()
  if (
    Object.keys(policy).sort().join() !== expected ||
    Object.values(policy).some((it) => typeof it !== 'boolean')
  )
    throw new Error(`electron/fuses.json must say true or false of each of ${expected}, and of nothing else.`)
  return policy as FusePolicy
}

export function fuseConfig(policy: FusePolicy): FuseV1Config {
  const entries = fuseNames().map((name) => [FUSES[name], policy[name]] as const)
  return { version: FuseVersion.V1, ...Object.fromEntries(entries) }
}

/** The fuses of an executable that are not as the policy wants them; none is what one hopes for. */
export async function findWrongFuses(executable: string, policy: FusePolicy): Promise<readonly FuseName[]> {
  const wire = (await getCurrentFuseWire(executable)) as Partial<Record<FuseV1Options, FuseState>>
  return fuseNames().filter(
    (name) => wire[FUSES[name]] !== (policy[name] ? FuseState.ENABLE : FuseState.DISABLE),
  )
}

function fuseNames(): readonly FuseName[] {
  return Object.keys(FUSES) as FuseName[]
}
