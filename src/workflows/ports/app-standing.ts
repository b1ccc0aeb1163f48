/** Whether GitHub takes the app for itself: not after it was deleted, nor with a key that was. */
export type AppStanding = "accepted" | "refused";
