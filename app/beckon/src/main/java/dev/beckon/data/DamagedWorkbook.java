package dev.beckon.data;

import java.io.IOException;

/** A file that should be a workbook and isn't, or not a whole one. */
final class DamagedWorkbook extends IOException {

    private static final long serialVersionUID = 1;

    DamagedWorkbook(Exception cause) {
        super(cause);
    }
}
