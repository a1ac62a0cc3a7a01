package dev.beckon.data;

import dev.beckon.data.QualityReport.SourceQuality;
import dev.beckon.database.Database;
import dev.beckon.database.Sql;
import dev.beckon.facts.Property;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was learnt while the sources were loaded. Kept in the database beside the rows, for runs that find them loaded.
 *
 * @param files of each source, the names of its files in the order of their index
 */
record LoadedData(
        LocalDate asOf, List<Property> attributes, List<SourceQuality> sources, Map<String, List<String>> files) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TABLE = "loaded.about";

    QualityReport quality() {
        return new QualityReport(asOf, sources);
    }

    void save(Database database) {
        database.run("CREATE TABLE " + TABLE + " AS SELECT " + Sql.text(JSON.writeValueAsString(this)) + " AS json");
    }

    static LoadedData from(Database database) {
        String json = database.rows("SELECT json FROM " + TABLE, row -> row.getString(1))
                .get(0);
        return JSON.readValue(json, LoadedData.class);
    }
}
