/**
 * The contract's fields of each collection with their types, in its order; lists
 * in brackets. Copied out of it by hand: the schemas are tested against the
 * contract's text and not against themselves.
 */
export const contractFields: Record<string, string> = {
  sellers: `
    _id ObjectId, userId ObjectId, businessName String, businessDescription String, logo String,
    banner String, category String, tags [String],
    contactInfo.email String, contactInfo.phone String, contactInfo.website String,
    address.street String, address.number String, address.complement String,
    address.neighborhood String, address.city String, address.state String, address.zipCode String,
    address.coordinates.latitude Number, address.coordinates.longitude Number,
    businessHours.day Number, businessHours.open String, businessHours.close String,
    businessHours.isOpen Boolean,
    deliveryOptions.pickup Boolean, deliveryOptions.localDelivery Boolean,
    deliveryOptions.shipping Boolean, deliveryOptions.deliveryRadius Number,
    deliveryOptions.deliveryFee Number, paymentMethods [String],
    bankInfo.bankName String, bankInfo.accountNumber String, bankInfo.agencyNumber String,
    bankInfo.accountType String, commissionRate Number, minimumPayout Number, totalSales Number,
    totalOrders Number, averageRating Number, totalReviews Number, status String, approvedAt Date,
    approvedBy ObjectId, createdAt Date, updatedAt Date`,
  categories: `
    _id ObjectId, name String, slug String, description String, image String, icon String,
    parentId ObjectId, level Number, order Number, isActive Boolean,
    metadata.seoTitle String, metadata.seoDescription String, metadata.keywords [String],
    createdAt Date, updatedAt Date`,
  products: `
    _id ObjectId, sellerId ObjectId, categoryId ObjectId, name String, slug String,
    description String, shortDescription String, images [String], mainImage String, price Number,
    comparePrice Number, costPrice Number, sku String, barcode String, weight Number,
    dimensions.length Number, dimensions.width Number, dimensions.height Number,
    stock Number, minStock Number, maxStock Number, isOrganic Boolean, isGlutenFree Boolean,
    isVegan Boolean, allergens [String],
    nutritionalInfo.calories Number, nutritionalInfo.protein Number, nutritionalInfo.carbs Number,
    nutritionalInfo.fat Number, nutritionalInfo.fiber Number, nutritionalInfo.sugar Number,
    tags [String], attributes.name String, attributes.value String,
    variants._id ObjectId, variants.name String, variants.options.value String,
    variants.options.price Number, variants.options.stock Number, variants.options.sku String,
    status String, isFeatured Boolean, isBestSeller Boolean, viewCount Number, salesCount Number,
    averageRating Number, totalReviews Number,
    seo.title String, seo.description String, seo.keywords [String],
    createdAt Date, updatedAt Date`,
  system_settings: `
    _id ObjectId, key String, value Mixed, type String, category String, description String,
    isPublic Boolean, updatedBy ObjectId, createdAt Date, updatedAt Date`,
  users: `
    _id ObjectId, firstName String, lastName String, email String, phone String, password String,
    avatar String, role String, isEmailVerified Boolean, isPhoneVerified Boolean, status String,
    emailVerificationToken String, passwordResetToken String, passwordResetExpires Date,
    twoFactorSecret String, twoFactorEnabled Boolean, lastLogin Date, loginAttempts Number,
    lockUntil Date, preferences.language String, preferences.currency String,
    preferences.timezone String, preferences.notifications.email Boolean,
    preferences.notifications.sms Boolean, preferences.notifications.push Boolean,
    addresses._id ObjectId, addresses.type String, addresses.firstName String,
    addresses.lastName String, addresses.street String, addresses.number String,
    addresses.complement String, addresses.neighborhood String, addresses.city String,
    addresses.state String, addresses.zipCode String, addresses.country String,
    addresses.isDefault Boolean, createdAt Date, updatedAt Date`,
  carts: `
    _id ObjectId, userId ObjectId, sessionId String, items.productId ObjectId,
    items.variantId ObjectId, items.quantity Number, items.addedAt Date, expiresAt Date,
    createdAt Date, updatedAt Date`,
  wishlists: `_id ObjectId, userId ObjectId, productId ObjectId, addedAt Date`,
}
