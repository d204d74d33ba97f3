import type { EventPack } from '../../domain/event/event-pack.ts'
import { checkPack } from './pack-checks.ts'
import { packSchema } from './pack-schema.ts'
import { verifyPack, withoutSignature, type TrustedKeys } from './pack-signature.ts'

/** More problems than this help nobody. */
const MAX_PROBLEMS = 30

/** A pack that may be used, or why it may not: one sentence per mistake. A wrong pack is refused whole. */
export type PackReading =
  { readonly pack: EventPack; readonly signedBy: string } | { readonly problems: readonly string[] }

export function readPack(bytes: Uint8Array, keys: TrustedKeys): PackReading {
  const text = decode(bytes)
  if (text === undefined)
    return { problems: ['It is no UTF-8 text: it was damaged on its way. Get it anew.'] }
  const signature = verifyPack(text, keys)
  // What nobody vouches for is not looked at: its mistakes would be anybody's words on the wall.
  if (signature.state === 'refused') return { problems: [signature.problem] }
  const content = readContent(text)
  return 'problems' in content ? content : { pack: content.pack, signedBy: signature.signedBy }
}

/** The content alone, as its author checks it before it is signed. */
export function readContent(
  text: string,
): { readonly pack: EventPack } | { readonly problems: readonly string[] } {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return { problems: [`It is no JSON: ${error instanceof Error ? error.message : String(error)}.`] }
  }
  const parsed = packSchema.safeParse(withoutSignature(json))
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${placeOf(path)}: ${sentence(message)}`)
    return { problems: problems.slice(0, MAX_PROBLEMS) }
  }
  const problems = checkPack(parsed.data)
  return problems.length === 0 ? { pack: parsed.data } : { problems: problems.slice(0, MAX_PROBLEMS) }
}

/** Strictly: where a wrong byte would be read as some other character, two files would have one signature. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function placeOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'The pack'
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '')
}

function sentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`
}
