package dev.beckon.deliver;

import dev.beckon.campaign.Campaign;
import dev.beckon.campaign.Channel;
import dev.beckon.campaign.MessageRenderer;
import dev.beckon.store.MessageId;
import dev.beckon.store.NewMessage;
import dev.beckon.store.Run;
import dev.beckon.store.Secret;
import dev.beckon.workspace.Company;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes what the outbox holds of a plan's rows. @param expiresAt after which none of them goes out */
record RunMessages(
        Run run, Campaign campaign, Secret secret, Company company, DeliveryConfig config, Instant expiresAt) {

    /** @param place in the run, from 0 @param next what the plan has for whom the channel doesn't reach; null: nothing */
    record Row(
            long place,
            String customer,
            Channel channel,
            String language,
            String address,
            Instant sendAt,
            @Nullable String timeZone,
            String variables,
            @Nullable Next next) {

        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    row.getLong("place"),
                    row.getString("customer_id"),
                    Channel.of(row.getString("channel")).orElseThrow(),
                    row.getString("language"),
                    row.getString("address"),
                    row.getObject("send_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                    row.getString("time_zone"),
                    row.getString("variables"),
                    Next.read(row));
        }
    }

    record Next(Channel channel, String address, @Nullable String timeZone, String variables) {

        static @Nullable Next read(ResultSet row) throws SQLException {
            String channel = row.getString("fallback_channel");
            return channel == null
                    ? null
                    : new Next(
                            Channel.of(channel).orElseThrow(),
                            row.getString("fallback_address"),
                            row.getString("fallback_time_zone"),
                            row.getString("fallback_variables"));
        }
    }

    NewMessage of(Row row) {
        return new NewMessage(
                row.place,
                row.customer,
                row.channel.key(),
                config.channel(row.channel).provider(),
                row.address,
                row.language,
                row.timeZone,
                row.sendAt,
                expiresAt,
                body(row, 0, row.channel, row.address, row.variables),
                fallback(row));
    }

    private byte[] body(Row row, int step, Channel channel, String address, String variables) {
        var tokens = new UnsubscribeTokens(secret);
        String link = tokens.link(
                config.publicUrl(), tokens.subject(MessageId.of(run.number(), step, row.place), channel, address));
        var renderer = new MessageRenderer(company, (name, customer, each) -> link);
        return new Body(link, renderer.render(campaign, channel, row.language, row.customer, variables)).bytes();
    }

    /** Files always reach their receiver; and no email goes out without a link to opt out. */
    private NewMessage.@Nullable Fallback fallback(Row row) {
        Next next = row.next;
        if (next == null
                || config.isRehearsal(List.of(row.channel))
                || next.channel == Channel.EMAIL
                        && config.publicUrl().isEmpty()
                        && !config.isRehearsal(List.of(Channel.EMAIL))) {
            return null;
        }
        return new NewMessage.Fallback(
                next.channel.key(),
                config.channel(next.channel).provider(),
                next.address,
                next.timeZone,
                body(row, 1, next.channel, next.address, next.variables));
    }
}
