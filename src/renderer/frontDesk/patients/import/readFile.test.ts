import { describe, expect, test } from 'vitest'
import { readFile } from './readFile.ts'

const read = (content: string | Uint8Array<ArrayBuffer>) => readFile(new File([content], 'list.csv'))
const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

describe('R10.8 another program’s file', () => {
  test.each([
    ['commas', 'First name,Last name\nZoé,Müller\n'],
    ['semicolons', 'First name;Last name\r\nZoé;Müller\r\n'],
    ['tabs', 'First name\tLast name\nZoé\tMüller'],
    ['quotes and a mark at the start', '\ufeff"First name","Last name"\n"Zoé","Müller"\n\n , \n'],
    ['Windows-1252', latin('First name;Last name\r\nZoé;Müller')],
    ['UTF-16', new Uint8Array([0xff, 0xfe, ...Buffer.from('First name,Last name\nZoé,Müller', 'utf16le')])],
  ])('%s', async (_, content) => {
    expect(await read(content)).toEqual({
      name: 'list.csv',
      delimiter: expect.stringMatching(/^[,;\t]$/u) as string,
      headers: ['First name', 'Last name'],
      rows: [{ line: 2, cells: ['Zoé', 'Müller'] }],
      openQuoteLine: null,
    })
  })

  test('a cell may hold a line break and the separator', async () => {
    const file = await read('First name,Last name\n"Ana\nMaría","Ruiz, Jr"\nBen,Okafor')
    expect(file).toMatchObject({ rows: [{ cells: ['Ana\nMaría', 'Ruiz, Jr'] }, { cells: ['Ben', 'Okafor'] }] })
  })

  test('the apostrophe before what begins like a formula is no part of it', async () => {
    const file = await read("First name,Phone\nAna,'+1 604 555 0134\n'Ana,'=1+1")
    expect(file).toMatchObject({ rows: [{ cells: ['Ana', '+1 604 555 0134'] }, { cells: ["'Ana", '=1+1'] }] })
  })

  test('an empty row between counts like in a spreadsheet', async () => {
    expect(await read('First name,Last name\n\nAna,Ruiz')).toMatchObject({ rows: [{ line: 3 }] })
  })

  test('one that was cut off within a quotation says where it begins, and keeps the rows before', async () => {
    const file = await read('First name,Last name\nAna,Ruiz\n"Ben,Oka')
    expect(file).toMatchObject({ openQuoteLine: 3, rows: [{ cells: ['Ana', 'Ruiz'] }, { cells: ['Ben,Oka'] }] })
  })

  test('a quotation that swallows rows until another one says where it begins, not where it ends', async () => {
    const lost = Array.from({ length: 25 }, (_, n) => `Guest${n},Of`)
    const file = await read(
      ['First name,Last name', 'Ana,Ruiz', '"Ben,Oka', ...lost, '"Zoé","Müller"', 'Eve,Ng'].join('\n'),
    )
    expect(file).toMatchObject({ openQuoteLine: 3 })
  })

  test('what is no list says why', async () => {
    expect(await read(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))).toBe('notText')
    expect(await read('First name,Last name\n')).toBe('noRows')
    expect(await read('')).toBe('noRows')
    const large = {
      size: 48 * 1024 * 1024 + 1,
      name: 'large.csv',
      arrayBuffer: () => Promise.reject(new Error('read')),
    }
    expect(await readFile(large as unknown as File)).toBe('tooLarge')
  })
})
