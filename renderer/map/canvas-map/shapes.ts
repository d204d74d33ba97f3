type Pen = CanvasPath & { beginPath(): void }

/** The symbols of the wall as canvas paths, each about a point with a half size. */
export function triangle(context: Pen, x: number, y: number, half: number): void {
  context.beginPath()
  context.moveTo(x, y - half)
  context.lineTo(x + half, y + half * 0.8)
  context.lineTo(x - half, y + half * 0.8)
  context.closePath()
}

export function diamond(context: Pen, x: number, y: number, half: number): void {
  context.beginPath()
  context.moveTo(x, y - half)
  context.lineTo(x + half, y)
  context.lineTo(x, y + half)
  context.lineTo(x - half, y)
  context.closePath()
}

export function ring(context: Pen, x: number, y: number, radius: number): void {
  context.beginPath()
  context.arc(x, y, radius, 0, Math.PI * 2)
}

export function cross(context: Pen, x: number, y: number, half: number): void {
  context.beginPath()
  context.moveTo(x - half, y - half)
  context.lineTo(x + half, y + half)
  context.moveTo(x + half, y - half)
  context.lineTo(x - half, y + half)
}
