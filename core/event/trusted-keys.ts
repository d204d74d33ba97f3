import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readPublicKey, type TrustedKeys } from './pack-signature.ts'

const SUFFIX = '.pub.pem'

export interface KeyFolder {
  readonly keys: TrustedKeys
  /** A sentence per file that is no key. */
  readonly problems: readonly string[]
}

/** The keys of a folder: `NAME.pub.pem` is the key called NAME. One that cannot be read leaves the others alone. */
export async function readTrustedKeys(folder: string): Promise<KeyFolder> {
  const keys = new Map<string, ReturnType<typeof readPublicKey>>()
  const problems: string[] = []
  const names = await readdir(folder).catch(() => {
    problems.push(`The folder of trusted keys ${folder} cannot be read: no pack is trusted.`)
    return []
  })
  for (const name of names.filter((one) => one.endsWith('.pem')).sort()) {
    try {
      if (!name.endsWith(SUFFIX)) throw new Error(`Its name must end in ${SUFFIX}.`)
      keys.set(name.slice(0, -SUFFIX.length), readPublicKey(await readFile(join(folder, name), 'utf8')))
    } catch (error) {
      problems.push(`The key ${name} is not used: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return { keys, problems }
}
