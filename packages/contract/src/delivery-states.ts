/** The states of a delivery: before its first attempt, between two attempts, delivered, or given up. */
export const deliveryStates = ['WAITING', 'RETRYING', 'DELIVERED', 'FAILED'] as const;
export type DeliveryState = (typeof deliveryStates)[number];
