export { categories } from "./categories"
export { products } from "./products"
export { sellers } from "./sellers"
