import type { Connection, Model } from "mongoose"
import { projections, type Documents } from "../collections"
import type { Stored } from "../collections/define-schema"
import type { MongoSide } from "./connection"

function compile(connection: Connection): void {
  for (const { collection, schema } of projections) {
    connection.model(collection, schema)
  }
}

export type Models = <Name extends keyof Documents>(name: Name) => Model<Stored<Documents[Name]>>

/**
 * Typed models of the collections, for reads that are not hot: those take the raw
 * driver. All are compiled with the first, since one may populate from another.
 * Private fields are left out of finds; a pipeline sees them and has to project.
 */
export function openModels(mongo: MongoSide): Models {
  return <Name extends keyof Documents>(name: Name) => {
    // Throws while no server answers, as reading the raw collection does.
    mongo.db()
    if (mongo.connection.modelNames().length === 0) {
      compile(mongo.connection)
    }
    return mongo.connection.model<Stored<Documents[Name]>>(name)
  }
}
