/** Where a delivery stands: before its first attempt, between two, received, or given up. */
export const deliveryStates = ['WAITING', 'RETRYING', 'DELIVERED', 'FAILED'] as const;
export type DeliveryState = (typeof deliveryStates)[number];
