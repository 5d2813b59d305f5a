import { pipeline } from "node:stream/promises"
import type { Client } from "pg"
import { from as copyFrom } from "pg-copy-streams"
import { columnsOf, isTimed, tableNames, type ColumnOf, type TableName } from "./tables"

/** A value of a column; a list is an array of texts, an object goes into a JSON column. */
export type Cell = string | number | boolean | null | readonly string[] | Json
export type Json = { json: unknown }
type Row<Table extends TableName> = Record<ColumnOf<Table>, Cell>

const special = /[\\\t\n\r]/g
const escapes: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" }

function escape(text: string): string {
  return text.replace(special, (character) => escapes[character] ?? character)
}

function arrayLiteral(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/["\\]/g, "\\$&")}"`).join(",")}}`
}

/** A value in COPY's text format. */
export function copyText(cell: Cell): string {
  if (cell === null) {
    return "\\N"
  }
  if (typeof cell === "string") {
    return escape(cell)
  }
  if (typeof cell !== "object") {
    return cell === true ? "t" : cell === false ? "f" : String(cell)
  }
  return escape("json" in cell ? JSON.stringify(cell.json) : arrayLiteral(cell))
}

/** Rows of many tables, gathered to be written by one COPY a table. */
export class Batch {
  private readonly lines = new Map<TableName, string[]>()

  /** Adds a row; `moment`, ISO-8601, is when it was made and last changed. */
  add<Table extends TableName>(table: Table, moment: string, row: Row<Table>): void {
    let line = ""
    for (const column of columnsOf(table)) {
      line += (line === "" ? "" : "\t") + copyText(row[column])
    }
    const lines = this.lines.get(table)
    const text = isTimed(table) ? `${line}\t${moment}\t${moment}\n` : `${line}\n`
    if (lines === undefined) {
      this.lines.set(table, [text])
    } else {
      lines.push(text)
    }
  }

  /** Writes all rows, in the order foreign keys allow, and empties the batch. */
  async write(client: Client): Promise<void> {
    for (const table of tableNames) {
      const lines = this.lines.get(table)
      if (lines !== undefined) {
        const columns = [
          ...columnsOf(table),
          ...(isTimed(table) ? ["created_at", "updated_at"] : []),
        ]
        const stream = client.query(
          copyFrom(
            `COPY "${table}" (${columns.map((column) => `"${column}"`).join(",")}) FROM STDIN`
          )
        )
        await pipeline([lines.join("")], stream)
      }
    }
    this.lines.clear()
  }
}
