import { MailDev } from 'maildev'

export type MailCatcher = { readonly url: string; readonly close: () => void }

/** A mail server that delivers nothing: what it takes stands on its web page. @param folder where it keeps e-mails */
export async function startMailCatcher(webPort: number, smtpPort: number, folder: string): Promise<MailCatcher> {
  const catcher = new MailDev({
    smtp: smtpPort,
    ip: '127.0.0.1',
    web: webPort,
    webIp: '127.0.0.1',
    mailDirectory: folder,
    silent: true,
  })
  // It says where it runs although it was told to be silent; the demo says so itself.
  const { info } = console
  console.info = () => undefined
  try {
    await catcher.start()
  } finally {
    console.info = info
  }
  // It takes five seconds to stop and has nothing to save: nobody waits for it.
  return { url: `http://127.0.0.1:${webPort}/`, close: () => void catcher.stop() }
}
