import type { GridNode } from '../../../proto/gen/wall/v1/place.ts'
import { isInside, point, type Point } from '../engine/geo.ts'
import { DISTRICTS } from './districts.ts'
import { NANGANG_OUTLINE } from './nangang-outline.ts'

export const NETWORK_COUNT = 20
export const CELL_COUNT = 3_000
const CELLS_PER_NETWORK = CELL_COUNT / NETWORK_COUNT
const BAND_COUNT = 5
const DOMAIN_ID = 'HRB-NG'

/** City, nine districts, and in Nangang one domain with 20 networks of 150 cells each. */
export function gridNodes(): readonly GridNode[] {
  const city = node('HRB', '', 0, '市', '230100', '哈尔滨市', point(45.757, 126.642))
  const districts = DISTRICTS.map(({ id, code, name, lat, lon }) => {
    return node(id, 'HRB', 1, '区', code, name, point(lat, lon))
  })
  const domain = node(DOMAIN_ID, 'HRB-230103', 2, '域', '', '南岗社区网格域', point(45.653, 126.573))
  return [city, ...districts, domain, ...networks().flatMap(networkNodes)]
}

function networkNodes(cells: readonly Point[], index: number): readonly GridNode[] {
  const number = String(index + 1).padStart(2, '0')
  const id = `${DOMAIN_ID}-${number}`
  const network = node(id, DOMAIN_ID, 3, '网', '', `南岗 ${number} 网`, middle(cells))
  const nodes = cells.map((center, cell) => {
    const cellNumber = String(cell + 1).padStart(3, '0')
    return node(`${id}-${cellNumber}`, id, 4, '格', '', `${number} 网 ${cellNumber} 格`, center)
  })
  return [network, ...nodes]
}

/** Bands from north to south, each cut from west to east: every network is one compact piece. */
function networks(): readonly (readonly Point[])[] {
  const cells = [...cellCenters()].sort((a, b) => b.lat - a.lat || a.lon - b.lon)
  const perBand = CELL_COUNT / BAND_COUNT
  return Array.from({ length: NETWORK_COUNT }, (_, index) => {
    const inBand = NETWORK_COUNT / BAND_COUNT
    const bandStart = Math.floor(index / inBand) * perBand
    const band = cells.slice(bandStart, bandStart + perBand).sort((a, b) => a.lon - b.lon || b.lat - a.lat)
    const start = (index % inBand) * CELLS_PER_NETWORK
    return band.slice(start, start + CELLS_PER_NETWORK)
  })
}

/** A lattice over Nangang, made finer until it holds enough cells; surplus ones are left out evenly. */
function cellCenters(): readonly Point[] {
  let stepDegrees = 0.006
  let cells = lattice(stepDegrees)
  while (cells.length < CELL_COUNT) {
    stepDegrees *= 0.98
    cells = lattice(stepDegrees)
  }
  return cells.filter((_, index) => {
    return (
      Math.floor(((index + 1) * CELL_COUNT) / cells.length) > Math.floor((index * CELL_COUNT) / cells.length)
    )
  })
}

function lattice(stepDegrees: number): readonly Point[] {
  const lons = NANGANG_OUTLINE.map(([lon]) => lon)
  const lats = NANGANG_OUTLINE.map(([, lat]) => lat)
  const cells: Point[] = []
  for (let lat = Math.min(...lats); lat <= Math.max(...lats); lat += stepDegrees * 0.7) {
    for (let lon = Math.min(...lons); lon <= Math.max(...lons); lon += stepDegrees) {
      const cell = point(lat, lon)
      if (isInside(NANGANG_OUTLINE, cell)) cells.push(cell)
    }
  }
  return cells
}

function middle(cells: readonly Point[]): Point {
  const sum = (value: (cell: Point) => number) => cells.reduce((total, cell) => total + value(cell), 0)
  return point(sum(({ lat }) => lat) / cells.length, sum(({ lon }) => lon) / cells.length)
}

function node(
  id: string,
  parentId: string,
  level: number,
  levelName: string,
  code: string,
  name: string,
  center: Point,
): GridNode {
  return { id, parentId, level, levelName, code, name, center, leader: '', head: '', member: '' }
}
