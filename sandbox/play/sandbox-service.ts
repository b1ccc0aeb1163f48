/** The service as the sandbox sees it: something that works until it has nothing left to do. */
export interface SandboxService {
  readonly webhookUrl: string;
  readonly readFigures: () => Promise<ServiceFigures>;
  /** Asks at once for what the clock has made due. */
  readonly lookAtDue: () => Promise<void>;
}

export interface ServiceFigures {
  readonly undoneDeliveries: number;
  readonly waitingSubjects: number;
}
