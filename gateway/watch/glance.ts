import { BinaryReader } from '@bufbuild/protobuf/wire'
import { GridNode } from '../../proto/gen/wall/v1/place.ts'
import { Removal } from '../../proto/gen/wall/v1/wall_feed.ts'
import { REMOVAL_FIELD, fieldOf } from '../kinds.ts'

/** Field numbers of `Change` and `Case`: a stored case is skimmed, not decoded, because its facts are most of it. */
const CHANGE = { revision: 1, case: fieldOf('case'), gridNode: fieldOf('grid_node') } as const
const CASE = { id: 1, gridId: 10, synthetic: 23 } as const

/** Where a case lies, and its revision. */
export interface Place {
  readonly revision: number
  readonly gridId: string
  /** Everybody sees the proof of life. */
  readonly synthetic: boolean
}

/** The part of a stored change that tells who may see it; undefined for what everybody may. */
export type Glance =
  | { readonly what: 'case'; readonly id: string; readonly place: Place }
  | { readonly what: 'case-removed'; readonly id: string; readonly revision: number }
  | { readonly what: 'grid-node'; readonly id: string; readonly parentId: string | undefined }

export function glanceAt(body: Uint8Array): Glance | undefined {
  const reader = new BinaryReader(body)
  let revision = 0
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag()
    if (field === CHANGE.revision) revision = Number(reader.int64())
    else if (field === CHANGE.case) return skim(reader.bytes(), revision)
    else if (field === CHANGE.gridNode) return gridNode(GridNode.decode(reader.bytes()))
    else if (field === REMOVAL_FIELD) return removed(Removal.decode(reader.bytes()), revision)
    else reader.skip(wireType, field)
  }
  return undefined
}

function skim(bytes: Uint8Array, revision: number): Glance {
  const reader = new BinaryReader(bytes)
  let id = ''
  let gridId = ''
  let synthetic = false
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag()
    if (field === CASE.id) id = reader.string()
    else if (field === CASE.gridId) gridId = reader.string()
    else if (field === CASE.synthetic) synthetic = reader.bool()
    else reader.skip(wireType, field)
  }
  return { what: 'case', id, place: { revision, gridId, synthetic } }
}

function gridNode({ id, parentId }: GridNode): Glance {
  return { what: 'grid-node', id, parentId }
}

function removed({ kind, id }: Removal, revision: number): Glance | undefined {
  if (kind === 'case') return { what: 'case-removed', id, revision }
  return kind === 'grid_node' ? { what: 'grid-node', id, parentId: undefined } : undefined
}
