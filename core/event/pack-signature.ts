import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { problemAt, type FileProblem } from '../../domain/view/file-problem.ts'

/**
 * A signed pack is one JSON text whose last two members are the name of the key and the signature. What is signed
 * is the text itself, byte for byte, from the first one up to and with the name of the key: nothing is parsed,
 * sorted or written anew before it is verified, so there is one way only to read it, and every byte counts. The
 * bytes after it have one form only, and are compared with it.
 */
const TAIL = /,\n {2}"signedBy": "([A-Za-z0-9._-]{1,60})",\n {2}"signature": "([A-Za-z0-9+/]{86}==)"\n\}\n$/
const SIGNATURE_BYTES = 64
const SIGNATURE_MEMBERS = new Set(['signedBy', 'signature'])

/** What could be told of a file before its content is looked at. */
export type SignatureReading =
  | { readonly state: 'valid'; readonly signedBy: string }
  | { readonly state: 'refused'; readonly problem: FileProblem }

/** Public keys by their names: whom this wall trusts. */
export type TrustedKeys = ReadonlyMap<string, KeyObject>

export function verifyPack(text: string, keys: TrustedKeys): SignatureReading {
  const [tail = '', keyName = '', encoded = ''] = TAIL.exec(text) ?? []
  if (tail === '') return refused(problemAt([], 'pack-unsigned', {}))
  const key = keys.get(keyName)
  if (key === undefined) {
    if (keys.size === 0) return refused(problemAt([], 'nobody-trusted', { signer: keyName }))
    return refused(problemAt([], 'signer-untrusted', { signer: keyName, trusted: [...keys.keys()] }))
  }
  const signature = Buffer.from(encoded, 'base64')
  // Sixty-four bytes leave bits over in the text: only the one usual way to write them counts.
  const isUsual = signature.length === SIGNATURE_BYTES && signature.toString('base64') === encoded
  if (!isUsual || !verify(undefined, signedBytes(text, tail, keyName), key, signature)) {
    return refused(problemAt([], 'content-changed', { signer: keyName }))
  }
  return { state: 'valid', signedBy: keyName }
}

/** The text of the pack with the signature in it; one that was there is replaced. Throws when it is no JSON object. */
export function signPack(text: string, keyName: string, key: KeyObject): string {
  const content = withoutSignature(JSON.parse(text))
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new Error('The file is no JSON object.')
  }
  const head = withKeyName(JSON.stringify(content, undefined, 2).slice(0, -'\n}'.length), keyName)
  const signature = sign(undefined, Buffer.from(head, 'utf8'), key).toString('base64')
  return `${head},\n  "signature": "${signature}"\n}\n`
}

/** What was parsed from a file, without the two members that belong to the signature. */
export function withoutSignature(json: unknown): unknown {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return json
  return Object.fromEntries(Object.entries(json).filter(([name]) => !SIGNATURE_MEMBERS.has(name)))
}

/** Throws when the text is no public Ed25519 key in PEM. */
export function readPublicKey(pem: string): KeyObject {
  // A private key would be taken for its public half: it must not lie about.
  if (pem.includes('PRIVATE')) throw new Error('It holds a private key, which must not lie here. Remove it.')
  const key = createPublicKey(pem)
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('It is no Ed25519 key.')
  return key
}

function signedBytes(text: string, tail: string, keyName: string): Buffer {
  return Buffer.from(withKeyName(text.slice(0, -tail.length), keyName), 'utf8')
}

function withKeyName(content: string, keyName: string): string {
  return `${content},\n  "signedBy": "${keyName}"`
}

function refused(problem: FileProblem): SignatureReading {
  return { state: 'refused', problem }
}
