import { readFile, stat } from 'node:fs/promises'

/** Larger files do not fit into one string; cities answer in pages far below this. */
const MAX_FILE_BYTES = 400 * 1024 * 1024

/** The list in a JSON file. Throws a sentence when there is none. */
export async function readList(path: string): Promise<readonly unknown[]> {
  const value = parse(path, await readText(path))
  if (Array.isArray(value)) return value
  throw new Error(
    `${path} does not hold a JSON array of service requests (GeoReport v2, GET /requests.json).`,
  )
}

async function readText(path: string): Promise<string> {
  try {
    const { size } = await stat(path)
    if (size <= MAX_FILE_BYTES) return await readFile(path, 'utf8')
  } catch (error) {
    throw new Error(`${path} cannot be read: ${reasonOf(error)}`)
  }
  throw new Error(`${path} is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB. Split it and import the parts.`)
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 200) : 'unreadable'
    throw new Error(`${path} is not JSON: ${reason}`)
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? error.code : ''
  if (code === 'ENOENT') return 'there is no such file.'
  if (code === 'EACCES') return 'permission denied.'
  if (code === 'EISDIR') return 'it is a folder.'
  return error.message
}
