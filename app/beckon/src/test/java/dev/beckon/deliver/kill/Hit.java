package dev.beckon.deliver.kill;

/** Where a kill found messages of the node that died. One kill may hit several. */
enum Hit {
    KILL,
    /** While a run was being written down. */
    PREPARING,
    CLAIMED,
    /** Between the mark and the provider's yes, which was never heard. */
    SENDING,
    /** The provider took it, and nobody could write that down. */
    SENDING_TAKEN
}
