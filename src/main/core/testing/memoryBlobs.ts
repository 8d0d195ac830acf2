type Kept = { readonly bytes: number; body: Buffer }

/** The bytes by reference of an endpoint in memory. */
export function createMemoryBlobs() {
  const kept = new Map<string, Kept>()
  const lines = {
    /** The line is cut once so many bytes went over it; null: never. */
    cutAfter: null as number | null, // not narrowed to null
  }

  const cut = async (body: ReadableStream<Uint8Array>): Promise<Buffer> => {
    const pieces: Uint8Array[] = []
    for await (const piece of body) pieces.push(piece)
    const whole = Buffer.concat(pieces)
    const most = lines.cutAfter
    lines.cutAfter = null
    return most === null ? whole : whole.subarray(0, most)
  }

  async function put(request: Request, id: string): Promise<Response> {
    const blob = kept.get(id)
    if (!blob || !request.body) return Response.json({}, { status: 404 })
    const came = await cut(request.body)
    blob.body = Buffer.concat([blob.body, came])
    if (blob.body.length < blob.bytes) throw new TypeError('fetch failed')
    return Response.json({ stored: blob.body.length })
  }

  function get(request: Request, id: string): Response {
    const blob = kept.get(id)
    if (!blob) return Response.json({}, { status: 404 })
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.get('range') ?? '')?.[1] ?? 0)
    const rest = blob.body.subarray(from)
    const most = lines.cutAfter
    lines.cutAfter = null
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(new Uint8Array(most === null ? rest : rest.subarray(0, most)))
        if (most === null) controller.close()
      },
      pull: (controller) => controller.error(new TypeError('terminated')),
    })
    const headers = { 'content-type': 'application/octet-stream' }
    return new Response(body, { status: from > 0 ? 206 : 200, headers })
  }

  return {
    kept,
    lines,
    begin: ({ id, bytes }: { readonly id: string; readonly bytes: number }): number => {
      const known = kept.get(id)
      if (known) return known.body.length
      kept.set(id, { bytes, body: Buffer.alloc(0) })
      return 0
    },
    isWhole: (id: string): boolean => {
      const blob = kept.get(id)
      return blob !== undefined && blob.body.length === blob.bytes
    },
    serve: async (request: Request, id: string): Promise<Response> =>
      request.method === 'PUT' ? put(request, id) : get(request, id),
  }
}
