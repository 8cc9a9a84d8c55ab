/**
 * A button for the company's own site:
 *
 *     <script src="https://dispatch.example.ru/call-button.js"></script>
 *     <vakhta-call-button label="Позвонить в диспетчерскую"></vakhta-call-button>
 *
 * It opens the call page of the Vakhta that served this script, in a small window, as the microphone and the account
 * belong to that site and not to the page around the button. A classic script: modules of other sites need CORS.
 */
function define(script: string): void {
  const home = new URL('/call', script)

  class VakhtaCallButton extends HTMLElement {
    static readonly observedAttributes = ['label']
    readonly #button = document.createElement('button')

    constructor() {
      super()
      const root = this.attachShadow({ mode: 'open' })
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(`
      button { font: 600 1rem/1.2 system-ui, sans-serif; padding: 0.8em 1.4em; border: 0; border-radius: 999px;
        background: var(--vakhta-call-background, #0b6e4f); color: var(--vakhta-call-color, #fff); cursor: pointer; }
      button:hover { filter: brightness(1.1); }
      button:focus-visible { outline: 3px solid #f4a300; outline-offset: 2px; }
    `)
      root.adoptedStyleSheets = [sheet]
      this.#button.type = 'button'
      this.#button.addEventListener('click', () => this.#open())
      root.append(this.#button)
    }
    connectedCallback(): void {
      this.attributeChangedCallback()
    }
    attributeChangedCallback(): void {
      this.#button.textContent = this.getAttribute('label') ?? 'Позвонить в диспетчерскую'
    }
    #open(): void {
      const opened = window.open(home, 'vakhta-call', 'popup,width=460,height=780')
      // A blocked pop-up window: the page itself goes there.
      if (opened) opened.focus()
      else location.assign(home)
    }
  }

  if (!customElements.get('vakhta-call-button')) customElements.define('vakhta-call-button', VakhtaCallButton)
}

// Only while the script runs is it known where it came from.
define(document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : location.href)
export {}
