import type { BrowserContext, WebSocketRoute } from '@playwright/test'

/** The wire from the core to one person's windows. While it is held they act on what they were told before. */
export class HeldWire {
  #isHeld = false
  readonly #waiting: (() => void)[] = []

  async lay(context: BrowserContext): Promise<void> {
    await context.routeWebSocket(/^ws:/, (page) => this.#join(page))
  }

  hold(): void {
    this.#isHeld = true
  }

  release(): void {
    this.#isHeld = false
    for (const tell of this.#waiting.splice(0)) tell()
  }

  #join(page: WebSocketRoute): void {
    const core = page.connectToServer()
    core.onMessage((message) => {
      if (this.#isHeld) this.#waiting.push(() => page.send(message))
      else page.send(message)
    })
  }
}
