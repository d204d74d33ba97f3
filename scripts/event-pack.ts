import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { basename, join, relative, resolve, sep } from 'node:path'
import { parseArgs } from 'node:util'
import { BaseMap } from '../core/event/base-map.ts'
import { signPack } from '../core/event/pack-signature.ts'
import { preflightOf } from '../core/event/preflight.ts'
import { readContent, readPack } from '../core/event/read-pack.ts'
import { readTrustedKeys } from '../core/event/trusted-keys.ts'
import { emptyReplica } from '../domain/view/delta.ts'
import { englishProblem } from '../domain/view/file-problem.ts'
import type { PreflightLine } from '../domain/view/event-item.ts'
import { ROOT } from './lib/root.ts'

const USAGE = `usage: npm run event-pack -- keygen --name NAME --out DIR
       npm run event-pack -- sign FILE ... --key NAME.key.pem
       npm run event-pack -- verify FILE ... [--keys DIR]
       npm run event-pack -- preflight FILE ... [--keys DIR]
  keygen     makes NAME.key.pem, which stays with you, and NAME.pub.pem, which every wall that trusts you gets
  sign       checks the content and writes the signature into the file; an old one is replaced
  verify     says who signed, and whether every byte is as it was signed
  preflight  verify, and what can be told of the pack without a wall
  --keys DIR the folder of trusted public keys (resources/events/keys)`

const KEY_SUFFIX = '.key.pem'
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/
/** What a file alone cannot say: it is asked of the platform and of the displays. */
const NEEDS_A_WALL: ReadonlySet<PreflightLine['check']> = new Set([
  'posts-on-platform',
  'posts-rostered',
  'posts-placed',
  'displays',
  'scenes',
  'voice',
])

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 2
}

async function main(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { name: text, out: text, key: text, keys: text },
  })
  const [command, ...files] = positionals
  const keysDir = values.keys ?? join(ROOT, 'resources/events/keys')
  if (command === 'keygen') return makeKeys(values.name, values.out)
  if (files.length === 0) throw new Error(USAGE)
  if (command === 'sign') return signFiles(files, values.key)
  if (command === 'verify') return checkFiles(files, keysDir, false)
  if (command === 'preflight') return checkFiles(files, keysDir, true)
  throw new Error(USAGE)
}

function makeKeys(name: string | undefined, out: string | undefined): number {
  if (name === undefined || out === undefined) throw new Error(`--name and --out are needed.\n${USAGE}`)
  if (!NAME.test(name)) throw new Error(`"${name}" is no name: letters, digits, dots and dashes, 60 at most.`)
  const dir = resolve(out)
  requireOutside(dir)
  const secret = join(dir, `${name}${KEY_SUFFIX}`)
  if (existsSync(secret)) throw new Error(`${secret} is there already; it is not overwritten.`)
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  writeFileSync(secret, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  chmodSync(secret, 0o600)
  const open = join(dir, `${name}.pub.pem`)
  writeFileSync(open, publicKey.export({ type: 'spki', format: 'pem' }))
  console.log(`made ${secret}: keep it to yourself, outside of every repository`)
  console.log(`made ${open}: put it into the folder of trusted keys of each wall`)
  return 0
}

/** A key in a repository is a key in everybody's hands. */
function requireOutside(dir: string): void {
  const way = relative(ROOT, dir)
  if (way !== '..' && !way.startsWith(`..${sep}`)) {
    throw new Error(`${dir} is inside the repository: keys do not belong there. Choose another folder.`)
  }
}

function signFiles(files: readonly string[], keyFile: string | undefined): number {
  if (keyFile === undefined || !keyFile.endsWith(KEY_SUFFIX)) {
    throw new Error(`--key must name a file NAME${KEY_SUFFIX}.\n${USAGE}`)
  }
  const keyName = basename(keyFile).slice(0, -KEY_SUFFIX.length)
  const key = createPrivateKey(readFileSync(keyFile))
  let bad = 0
  for (const file of files) {
    const text = readFileSync(file, 'utf8')
    const content = readContent(text)
    if ('problems' in content) {
      bad += 1
      tell(file, ['not signed:', ...content.problems.map(englishProblem)])
      continue
    }
    writeFileSync(file, signPack(text, keyName, key))
    tell(file, [`signed by "${keyName}", version ${content.pack.version} of "${content.pack.id}"`])
  }
  return bad === 0 ? 0 : 1
}

async function checkFiles(
  files: readonly string[],
  keysDir: string,
  withPreflight: boolean,
): Promise<number> {
  const { keys, problems } = await readTrustedKeys(keysDir)
  for (const problem of problems) console.log(problem)
  const baseMap = await BaseMap.read(join(ROOT, 'resources/map'))
  let bad = 0
  for (const file of files) {
    const reading = readPack(readFileSync(file), keys)
    if ('problems' in reading) {
      bad += 1
      tell(file, ['refused:', ...reading.problems.map(englishProblem)])
      continue
    }
    const { pack, signedBy } = reading
    tell(file, [`whole, signed by "${signedBy}", version ${pack.version} of "${pack.id}"`])
    if (withPreflight) preflightOf(pack, signedBy, { replica: emptyReplica(), baseMap }).forEach(printLine)
  }
  return bad === 0 ? 0 : 1
}

function printLine({ check, state, done, total, missing }: PreflightLine): void {
  if (NEEDS_A_WALL.has(check)) return console.log(`  ${check}: asked of a running wall`)
  console.log(
    `  ${check}: ${state} ${done}/${total}${missing.length === 0 ? '' : ` - ${missing.join(', ')}`}`,
  )
}

function tell(file: string, lines: readonly string[]): void {
  console.log(`${file}: ${lines.join('\n  ')}`)
}
